"""Tracking of one sale until it is final: submission, status polling, resend, cancellation."""
