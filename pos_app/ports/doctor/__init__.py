"""The port of the doctor: what is well on this computer, and what is not."""
