"""Fuzzing: bytes that nobody would write, for each door by which bytes come in or go out."""
