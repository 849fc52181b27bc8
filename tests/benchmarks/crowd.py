"""The crowd: so many chats at once, each of which sends its next update when it has got its reply."""

import asyncio
import itertools
import json
import random
import time
from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from tests.benchmarks.bot_api import BotApi
from tests.benchmarks.talkers import Content, Talker
from tests.benchmarks.wire import Messages, request

SECRET: Final = "a-secret_of-the-benchmarks"
TOKEN: Final = "42:benchmark"
PATIENCE: Final = 60.0


class Listener(Protocol):
    """Is told what chats are shown."""

    def shown(self, chat: int, message: Content) -> None:
        """Take a message."""


class Stuck(AssertionError):
    """Some chat got no reply."""


class Slot:
    """One of the chats that talk at once; when its talker has no more to say, another one takes it."""

    def __init__(self, crowd: "Crowd") -> None:
        self._crowd = crowd
        self._ports: list[Messages] = []
        self._talker: Talker | None = None
        self._shown: Content | None = None
        self._update = b""
        self._since = 0.0
        self._committed = self._replied = True

    async def connect(self, ports: tuple[int, ...]) -> None:
        """Open a connection to each bot."""
        loop = asyncio.get_running_loop()
        for port in ports:
            _, opened = await loop.create_connection(lambda: Messages(self._acknowledged), "127.0.0.1", port)
            self._ports.append(opened)

    def close(self) -> None:
        """Close the connections."""
        for port in self._ports:
            port.transport.close()

    def go_on(self) -> None:
        """Send the next update, of this talker or the next."""
        stopping = self._crowd.stopping
        said = self._talker.says(self._shown) if self._talker is not None and not stopping else None
        while said is None:
            self._talker, self._shown = self._crowd.next_talker(self._talker, self), None
            if self._talker is None:
                return
            said = self._talker.says(None)
        self._update = json.dumps({"update_id": self._crowd.next_update(), **said}).encode()
        self._committed = self._replied = False
        self._since = time.perf_counter()
        self._send()

    def shown(self, message: Content) -> None:
        """Take the reply."""
        if not self._replied:
            self._replied, self._shown = True, message
            self._crowd.answered(time.perf_counter() - self._since)
            if self._committed:
                self.go_on()

    def _send(self) -> None:
        # Any process may be given any update: a load balancer knows nothing of chats.
        port = random.choice(self._ports)  # noqa: S311 (no secret)
        port.transport.write(request("/telegram", "127.0.0.1", self._update, SECRET))

    def _acknowledged(self, connection: Messages, line: bytes, body: bytes) -> None:
        del connection, body
        if b" 200 " not in line:
            self._crowd.refused += 1
            asyncio.get_running_loop().call_later(0.2, self._send)
            return
        self._committed = True
        if self._replied:
            self.go_on()


class Crowd:
    """Talks with the bots at ``ports`` in so many slots at once, every update with one of them by chance.

    ``latencies`` are seconds from an update to its reply; ``refused`` counts updates that had to be sent again.
    """

    def __init__(self, ports: tuple[int, ...], talkers: Iterator[Talker], slots: int) -> None:
        self.latencies: list[float] = []
        self.refused = 0
        self._ports = ports
        self._talkers = talkers
        self._slots = [Slot(self) for _ in range(slots)]
        self._at: dict[int, Slot] = {}
        self._updates = itertools.count(random.randrange(1 << 30))  # noqa: S311 (no secret)
        self._at_work = 0
        self._ended = asyncio.Event()
        self._stopping = False

    async def begin(self) -> None:
        """Connect, and begin to talk."""
        for slot in self._slots:
            await slot.connect(self._ports)
        self._at_work = len(self._slots)
        for slot in self._slots:
            slot.go_on()

    async def listen(self, seconds: float) -> None:
        """Let them talk for so long, or until nobody has more to say."""
        try:
            await asyncio.wait_for(self._ended.wait(), seconds)
        except TimeoutError:
            return

    async def end(self) -> None:
        """Let every update under way be answered, and close."""
        self._stopping = True
        try:
            await asyncio.wait_for(self._ended.wait(), PATIENCE)
        except TimeoutError:
            raise Stuck(f"{self._at_work} chats got no reply within {PATIENCE:.0f} s") from None
        finally:
            for slot in self._slots:
                slot.close()

    def shown(self, chat: int, message: Content) -> None:
        """Take what the Bot API stand-in was told to show."""
        if chat in self._at:
            self._at[chat].shown(message)

    def answered(self, seconds: float) -> None:
        """Note a turn."""
        self.latencies.append(seconds)

    def next_update(self) -> int:
        """Number an update."""
        return next(self._updates)

    def next_talker(self, former: Talker | None, slot: Slot) -> Talker | None:
        """Give a slot somebody else to talk; none when there is nobody, or the time is over."""
        if former is not None:
            del self._at[former.chat]
        talker = None if self._stopping else next(self._talkers, None)
        if talker is None:
            self._at_work -= 1
            if not self._at_work:
                self._ended.set()
            return None
        self._at[talker.chat] = slot
        return talker

    @property
    def stopping(self) -> bool:
        """Tell whether nobody shall begin anything more."""
        return self._stopping


async def bot_api(listeners: Sequence[Listener]) -> tuple[asyncio.Server, str, BotApi]:
    """Serve the Bot API stand-in for whoever is in the list by then; gives the server, its root and the stand-in."""

    def tell(chat: int, message: Content) -> None:
        for listener in listeners:
            listener.shown(chat, message)

    stand_in = BotApi(tell)
    server = await asyncio.get_running_loop().create_server(stand_in.connection, "127.0.0.1", 0)
    return server, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", stand_in
