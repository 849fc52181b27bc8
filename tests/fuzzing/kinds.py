"""The Bot API's types as far as updates are made of them: fields, kinds, and which are required (Bot API 10.1).

``!`` marks a required field, ``*`` an array of the kind. ``int``, ``str``, ``bool``, ``float`` stand for themselves;
a kind in capitals is another type; what is in quotes is one of these words. Kinds of content whose inside no dialog
reads (``Gift``, ``Checklist``) are :data:`ANY`: some object.
"""

from typing import Final

USER: Final = "id:int! is_bot:bool! first_name:str! last_name:str username:str language_code:str is_premium:bool"
FILE: Final = "file_id:str! file_unique_id:str! file_size:int"
PICTURE: Final = f"{FILE} width:int! height:int! thumbnail:PhotoSize"
SERVICE: Final = (
    "new_chat_members:User* left_chat_member:User new_chat_title:str new_chat_photo:PhotoSize* delete_chat_photo:bool "
    "group_chat_created:bool migrate_to_chat_id:int migrate_from_chat_id:int pinned_message:Maybe "
    "successful_payment:Any users_shared:Any chat_shared:Any write_access_allowed:Any boost_added:Any "
    "forum_topic_created:Any video_chat_started:Any web_app_data:Any giveaway:Any chat_background_set:Any"
)
CONTENT: Final = (
    "text:str entities:Entity* link_preview_options:Any animation:Animation audio:Audio document:Document "
    "paid_media:Any photo:PhotoSize* sticker:Sticker story:Any video:Video video_note:Video voice:Audio caption:str "
    "caption_entities:Entity* contact:Contact dice:Dice game:Any poll:Poll venue:Venue location:Location invoice:Any "
    "checklist:Any gift:Any"
)
CHANGE: Final = "chat:Chat! from:User! date:int! old_chat_member:Member! new_chat_member:Member! invite_link:Any"

KINDS: Final[dict[str, str]] = {
    "Update": (
        "update_id:int! message:Message edited_message:Message channel_post:Message edited_channel_post:Message "
        "business_connection:Any business_message:Message edited_business_message:Message "
        "deleted_business_messages:Any message_reaction:Reaction message_reaction_count:Any "
        "inline_query:Inline chosen_inline_result:Inline "
        "callback_query:Callback shipping_query:Any pre_checkout_query:Any purchased_paid_media:Any poll:Poll "
        "poll_answer:PollAnswer my_chat_member:Change chat_member:Change chat_join_request:Join chat_boost:Any "
        "removed_chat_boost:Any"
    ),
    "User": USER,
    "Chat": 'id:int! type:"private|group|supergroup|channel"! title:str username:str first_name:str is_forum:bool',
    "Message": (
        "message_id:int! message_thread_id:int from:User sender_chat:Chat date:int! chat:Chat! forward_origin:Any "
        f"reply_to_message:Maybe via_bot:User edit_date:int media_group_id:str author_signature:str {CONTENT} "
        f"{SERVICE} reply_markup:Any"
    ),
    "Maybe": f"message_id:int! chat:Chat! date:int! from:User {CONTENT}",
    "Entity": 'type:"mention|bot_command|url|bold|code|text_link"! offset:int! length:int! url:str user:User',
    "PhotoSize": f"{FILE} width:int! height:int!",
    "Animation": f"{PICTURE} duration:int! file_name:str mime_type:str",
    "Audio": f"{FILE} duration:int! title:str mime_type:str",
    "Document": f"{FILE} file_name:str mime_type:str thumbnail:PhotoSize",
    "Sticker": f'{PICTURE} type:"regular|mask|custom_emoji"! is_animated:bool! is_video:bool! emoji:str set_name:str',
    "Video": f"{PICTURE} duration:int! length:int file_name:str mime_type:str",
    "Contact": "phone_number:str! first_name:str! last_name:str user_id:int vcard:str",
    "Dice": "emoji:str! value:int!",
    "Location": "latitude:float! longitude:float! horizontal_accuracy:float",
    "Venue": "location:Location! title:str! address:str!",
    "Option": "text:str! voter_count:int! text_entities:Entity*",
    "Poll": (
        "id:str! question:str! options:Option*! total_voter_count:int! is_closed:bool! is_anonymous:bool! "
        'type:"regular|quiz"! allows_multiple_answers:bool!'
    ),
    "PollAnswer": "poll_id:str! voter_chat:Chat user:User option_ids:int*!",
    "Callback": "id:str! from:User! message:Maybe inline_message_id:str chat_instance:str! data:str",
    "Member": 'status:"creator|administrator|member|restricted|left|kicked"! user:User! until_date:int',
    "Change": CHANGE,
    "Join": "chat:Chat! from:User! user_chat_id:int! date:int! bio:str",
    "Inline": "id:str! from:User! query:str! offset:str! result_id:str chat_type:str location:Location",
    "Reaction": "chat:Chat! message_id:int! user:User date:int! old_reaction:Any*! new_reaction:Any*!",
}
ANY: Final = "Any"
