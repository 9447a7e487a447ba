"""Search over the live content, in memory. What is searched for is used once and kept nowhere."""
