"""The till: charges, refunds and approvals that people ask for, and background work on sales."""
