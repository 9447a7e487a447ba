"""A quiet sound for clips: slow chords of plain waves, nothing that startles."""

import wave
from array import array
from math import pi, sin
from pathlib import Path

RATE = 22_050
CHORD_SECONDS = 8
CHORDS = (
    (220.0, 329.6, 440.0),
    (174.6, 261.6, 440.0),
    (196.0, 293.7, 392.0),
    (164.8, 246.9, 392.0),
)
LOUDNESS = 0.09


def write(path: Path, seconds: int) -> None:
    samples = array(
        "h", (round(32_767 * _sample(n / RATE, seconds)) for n in range(seconds * RATE))
    )
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())


def _sample(at: float, seconds: int) -> float:
    """Two chords overlap: one fades while the next one comes."""
    number, into = divmod(at, CHORD_SECONDS)
    share = into / CHORD_SECONDS
    now, after = (CHORDS[(int(number) + step) % len(CHORDS)] for step in (0, 1))
    edge = min(1.0, at / 2, (seconds - at) / 3)
    mixed = _chord(now, at) * (1 - share) + _chord(after, at) * share
    return LOUDNESS * edge * mixed


def _chord(notes: tuple[float, ...], at: float) -> float:
    swell = 0.8 + 0.2 * sin(2 * pi * at / 5)
    return swell * sum(sin(2 * pi * note * at) / (n + 1) for n, note in enumerate(notes))
