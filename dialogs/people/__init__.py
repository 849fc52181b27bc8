"""Who people are: organisations, membership, invitations, consent, language, what is kept about them."""
