"""The demo: invented outlets on loopback, polled and told by the real service."""
