"""The till: charges, refunds and approvals that people ask for, and the background work on
sales."""
