"""How much a reading may use. Tests give smaller ones."""

from dataclasses import dataclass

MB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Memory in bytes, times in seconds, pictures in bytes.

    ``wall`` holds for reading and finding; each page that is read by machine has ``page_wall`` beside it.
    """

    memory: int = 512 * MB
    ocr_memory: int = 1536 * MB
    cpu: int = 120
    wall: int = 120
    page_wall: int = 20
    open_files: int = 64
    answer: int = 40 * MB
    picture: int = 150_000
    pictures: int = 300
