"""Run by test_store: kills a refresh at each of its steps, and prints what it left each time.

Usage: killed_writes.py FOLDER. Each line is JSON: how the process ended, and the folder afterwards.
"""

import json
import os
import shutil
import signal
import sys
from pathlib import Path

from plugins.photo_feed.refresh.store import write
from tests.photo_feed.samples import NEW, NEW_PICTURES

STEPS = {"open", "os.rename", "os.remove"}


def die_at(step):
    """Kill this process right before its step of that number."""
    left = [step]

    def count(event, _args):
        if event in STEPS:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


def main(start):
    """One process a step, each with a folder of its own, until one comes through."""
    step, status = 0, -1
    while status != 0:
        step += 1
        folder = start.with_name(f"step-{step}")
        shutil.copytree(start, folder)
        child = os.fork()
        if child == 0:
            die_at(step)
            write(folder, NEW, NEW_PICTURES)
            os._exit(0)
        status = os.waitpid(child, 0)[1]
        print(json.dumps([status, str(folder)]), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
