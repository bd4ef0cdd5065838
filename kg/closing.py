"""What is let go of at the end of a ``with`` block, whatever happens inside."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Self


class Closing(ABC):
    """Something with ``close()`` that can stand in a ``with`` statement."""

    @abstractmethod
    def close(self) -> None:
        """Let go of it; once more does no harm."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()
