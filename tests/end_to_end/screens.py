"""Reading what is on a person's screen, and pressing by meaning where a label would tie a test to its wording."""

from dialogs.engine.presses import FormPress, unpacked
from tests.telegram import Person, SeenMessage


def live(person: Person) -> SeenMessage:
    """Give the latest message with buttons."""
    found = next((message for message in reversed(list(person.chat)) if message.buttons), None)
    assert found is not None, f"nothing to press on the screen:\n{person.chat}"
    return found


def card(person: Person) -> str:
    """Give the words on the card whose buttons work."""
    return live(person).text


def asked(person: Person) -> str | None:
    """Give the item that the card on show asks; none where it asks none."""
    presses = [unpacked(button.data or "") for button in live(person).buttons]
    items = {press.step for press in presses if isinstance(press, FormPress) and press.action == "answer"}
    return items.pop() if items else None


async def presses_value(person: Person, value: str) -> None:
    """Press the latest button that stands for a value, whatever its label says."""
    for message in reversed(list(person.chat)):
        for button in message.buttons:
            if button.data is not None and button.data.endswith(f"|{value}"):
                await person.presses(button.data, message=message)
                return
    raise AssertionError(f"no button for {value!r} on the screen:\n{person.chat}")
