"""Whether twenty people can use the dashboard at once on a small machine.

Starts the real server over the synthetic borough and opens sessions that speak its socket as a
browser does. Each moves the clock or chooses another ward every 3 to 7 seconds, fetches the map's
data after each ward, and looks how long the panels took. Prints the times, the errors and the most
memory that the server held.

    python benchmarks/sessions.py [--sessions 20] [--seconds 120]
"""

import argparse
import json
import random
import re
import statistics
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from dashboard import hosting  # noqa: E402  as above
from data import demo  # noqa: E402  as above
from data.store import Store  # noqa: E402  as above
from tests.conftest import free_port  # noqa: E402  as above

PAUSE_S = (3.0, 7.0)
PATIENCE_S = 30.0
LARGEST_MESSAGE = 64 * 2**20
FIRST, LAST = date(2024, 6, 1), date(2026, 10, 1)
STOPPED_FOR_ANOTHER = ForwardMsg.ScriptFinishedStatus.FINISHED_EARLY_FOR_RERUN
ACKNOWLEDGED = re.compile(r'data-hotspots-acknowledged="([^"]+)"')


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sessions", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=120.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as (address, process):
        people = [Person(address, number) for number in range(options.sessions)]
        idle = memory(process)
        threads = [
            threading.Thread(target=person.stay, args=(options.seconds,)) for person in people
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        report(people, idle=idle, most=memory(process), seconds=options.seconds)


class Person:
    """One session: what it has been shown, and how long each change took."""

    def __init__(self, address: str, number: int) -> None:
        self.address = address
        self.draw = random.Random(number)  # noqa: S311  repeatable, not secret
        self.clock: list[float] = []
        self.wards: list[float] = []
        self.errors: list[str] = []
        self.widgets: dict[str, str] = {}
        self.states: dict[str, dict[str, Any]] = {}
        self.map: dict[str, Any] = {}
        self.names: list[str] = []
        self.page = self.ward = ""
        self.turn = 0

    def stay(self, seconds: float) -> None:
        """Open the page and go on changing things; what fails is written down."""
        try:
            with connect(
                self.address.replace("http", "ws") + "/_stcore/stream",
                max_size=LARGEST_MESSAGE,
                origin=Origin(self.address),
            ) as socket:
                self.opened(socket)
                end = time.monotonic() + seconds
                while time.monotonic() < end:
                    time.sleep(self.draw.uniform(*PAUSE_S))
                    self.act(socket)
        except (OSError, WebSocketException) as problem:
            self.errors.append(f"{type(problem).__name__}: {problem}")

    def opened(self, socket: ClientConnection) -> None:
        """Open the page and fetch the map's data."""
        self.send(socket)
        self.hear(socket, until="")
        self.fetch()

    def act(self, socket: ClientConnection) -> None:
        """Move the clock four times of five, else choose another ward."""
        begun = time.perf_counter()
        if self.draw.random() < 0.8:  # noqa: PLR2004  the clock is what people move
            self.move(socket)
            self.clock.append(time.perf_counter() - begun)
            self.hear(socket, until="")
        else:
            self.ward = self.draw.choice([name for name in self.names if name != self.ward])
            self.states["place_ward"] = {"string_value": self.ward}
            before = self.map["url"]
            self.send(socket)
            self.hear(socket, until="")
            self.fetch()
            self.wards.append(time.perf_counter() - begun)
            if self.map["url"] == before:
                self.errors.append("the map was not told of another ward")

    def move(self, socket: ClientConnection) -> None:
        """Let another window settle, and wait until the panels have it."""
        self.turn += 1
        start = FIRST + timedelta(days=self.draw.randrange((LAST - FIRST).days))
        span = timedelta(days=self.draw.choice([30, 61, 92, 365]))
        view = {
            **self.map["view"],
            "from": start.isoformat(),
            "to": (min(start + span, LAST + timedelta(days=53))).isoformat(),
        }
        name = f"load-{self.turn}"
        settled = {"settled": {"id": name, "view": view, "tries": 1}}
        self.states["map"] = {"json_value": json.dumps(settled)}
        self.send(socket)
        self.hear(socket, until=name)

    def send(self, socket: ClientConnection) -> None:
        """Ask for a run with every widget's state, as a browser does."""
        message = BackMsg()
        run = message.rerun_script
        run.page_script_hash = self.page
        for name, state in self.states.items():
            widget = run.widget_states.widgets.add(id=self.widgets[name])
            for kind, value in state.items():
                setattr(widget, kind, value)
        run.context_info.timezone = "Europe/London"
        run.context_info.locale = "en-GB"
        run.context_info.url = self.address
        socket.send(message.SerializeToString())

    def hear(self, socket: ClientConnection, *, until: str) -> None:
        """Read until a view is acknowledged, or until the run is over."""
        while True:
            message = ForwardMsg.FromString(socket.recv(timeout=PATIENCE_S, decode=False))
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.page = message.new_session.page_script_hash
            if kind == "delta" and self.take(message, until):
                return
            over = kind == "script_finished" and message.script_finished != STOPPED_FOR_ANOTHER
            if over and not until:
                return

    def take(self, message: ForwardMsg, until: str) -> bool:
        """Look at an element; say whether it acknowledges the view that is waited for."""
        element = message.delta.new_element
        shown = element.WhichOneof("type")
        if shown == "bidi_component":
            self.widgets["map"] = element.bidi_component.id
            self.map = json.loads(element.bidi_component.json or "{}")
        if shown == "selectbox" and element.selectbox.label == "Ward":
            self.widgets["place_ward"] = element.selectbox.id
            self.names = list(element.selectbox.options)
        if shown in ("exception", "alert"):
            self.errors.append(str(element)[:200])
        found = ACKNOWLEDGED.search(element.html.body) if shown == "html" else None
        return bool(until and found and found[1] == until)

    def fetch(self) -> None:
        """Fetch the map's data, as the frame does."""
        request = urllib.request.Request(  # noqa: S310  our own server
            self.address + self.map["url"], headers={"Accept-Encoding": "gzip"}
        )
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:  # noqa: S310  as above
                answer.read()
        except urllib.error.URLError as problem:
            self.errors.append(f"map data: {problem}")


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, int]]:
    """Run the server over a synthetic borough; give its address and its process."""
    demo.fill(Store(folder / "store"))
    port = free_port()
    with (folder / "serve.log").open("wb") as log:
        server = hosting.start(port, store=folder / "store", output=log)
        try:
            if not hosting.answers(hosting.url_of(port), while_running=server):
                sys.exit("The dashboard did not start.")
            yield hosting.url_of(port), server.pid
        finally:
            hosting.stop(server)


def memory(process: int) -> float:
    """Read the most memory that a process held, in MiB; Linux alone says so."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return float("nan")
    return int(re.findall(r"VmHWM:\s+(\d+)", status.read_text(encoding="ascii"))[0]) / 1024


def report(people: list[Person], *, idle: float, most: float, seconds: float) -> None:
    """Print what was measured."""
    print(f"{len(people)} sessions for {seconds:.0f} s")
    for what, found in (
        ("moves of the clock until the panels have it", [t for one in people for t in one.clock]),
        ("another ward, with its map data", [t for one in people for t in one.wards]),
    ):
        if len(found) > 1:
            slow = statistics.quantiles(found, n=20)[-1]
            print(
                f"{len(found)} {what}: median {1000 * statistics.median(found):.0f} ms, "
                f"95 in 100 under {1000 * slow:.0f} ms, slowest {1000 * max(found):.0f} ms"
            )
    errors = [error for one in people for error in one.errors]
    print(f"{len(errors)} errors; memory {idle:.0f} MiB at first, {most:.0f} MiB at most")
    for error in errors[:5]:
        print(f"  {error}")


if __name__ == "__main__":
    main()
