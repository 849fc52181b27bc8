"""What people can do, one folder a capability; no Telegram and no HTTP here."""
