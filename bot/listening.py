"""The address that a process listens on, taken before anything else is touched."""

import socket
from errno import EADDRINUSE

from bot.addresses import Address
from bot.faults import SetUpFault


class AddressTaken(SetUpFault):
    """The address to listen on is taken (``in_use``), or not this machine's."""

    def __init__(self, address: Address, cause: str, *, in_use: bool) -> None:
        super().__init__(
            zh=f"无法监听 {address.host}:{address.port}（{cause}）。请换一个地址（CONSULTBOT_LISTEN 或 --listen）。",
            en=f"Cannot listen on {address.host}:{address.port} ({cause}). Choose another address "
            "(CONSULTBOT_LISTEN or --listen).",
        )
        self.in_use = in_use


def listening(address: Address) -> socket.socket:
    """Take the address; raises :class:`AddressTaken`."""
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    try:
        return socket.create_server(address, family=family, backlog=512)
    except OSError as fault:
        cause = (fault.strerror or type(fault).__name__).partition(" (while")[0]  # the rest repeats the address
        raise AddressTaken(address, cause, in_use=fault.errno == EADDRINUSE) from fault
