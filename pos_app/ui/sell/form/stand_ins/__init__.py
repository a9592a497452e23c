"""Fields that some methods have in the phone's place: a voucher's code, the customer's cash."""
