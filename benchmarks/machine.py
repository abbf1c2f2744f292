"""What a benchmark ran on, and how busy that was."""

from __future__ import annotations

import os
import platform
import subprocess
from pathlib import Path

_GIB = 1024**3


def machine() -> str:
    """Describe the machine in a line: processor, cores, memory, system, Python."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / _GIB
    return (
        f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB; "
        f"{_system()}, Linux {platform.release()}, Python {platform.python_version()}"
    )


def load() -> str:
    """Give the load averages of 1, 5 and 15 minutes."""
    return " ".join(f"{average:.1f}" for average in os.getloadavg())


def tar_version() -> str:
    """Name the tar that is used, as it does itself."""
    said = subprocess.run(["tar", "--version"], capture_output=True, text=True, check=True).stdout
    return said.partition("\n")[0]


def _processor() -> str:
    with Path("/proc/cpuinfo").open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.machine()


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return platform.system()
