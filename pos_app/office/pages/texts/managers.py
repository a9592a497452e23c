"""Texts of the pages by which managers come in, and look after their account."""

from pos_app.words.translate import QT_TRANSLATE_NOOP

MANAGERS = {
    "sign_in": QT_TRANSLATE_NOOP("office", "Sign in"),
    "email": QT_TRANSLATE_NOOP("office", "E-mail"),
    "password": QT_TRANSLATE_NOOP("office", "Password"),
    "code": QT_TRANSLATE_NOOP("office", "Code"),
    "code_of_app": QT_TRANSLATE_NOOP("office", "Code from the authenticator app"),
    "code_help": QT_TRANSLATE_NOOP(
        "office", "The 6 digits that the app shows now. Without the phone, a recovery code."
    ),
    "sign_in_wrong": QT_TRANSLATE_NOOP(
        "office",
        "E-mail, password or code is not right. A code is good once: wait for the next one.",
    ),
    "sign_in_wait": QT_TRANSLATE_NOOP(
        "office", "Too many tries. Try again in {0} min, or use a passkey."
    ),
    "passkey_use": QT_TRANSLATE_NOOP("office", "Sign in with a passkey"),
    "passkey_make": QT_TRANSLATE_NOOP("office", "Create a passkey"),
    "passkey_what": QT_TRANSLATE_NOOP(
        "office",
        "A passkey is kept by this device, and opened with your finger, your face or its PIN. "
        "There is nothing to type.",
    ),
    "passkey_failed": QT_TRANSLATE_NOOP("office", "The passkey did not work. Try again."),
    "passkey_wait": QT_TRANSLATE_NOOP("office", "Too many tries. Try again in some minutes."),
    "passkey_last": QT_TRANSLATE_NOOP(
        "office", "This is your only way to sign in. Create another passkey first."
    ),
    "lost_all": QT_TRANSLATE_NOOP(
        "office", "Lost phone and password? Whoever runs the office can invite you again."
    ),
    "welcome": QT_TRANSLATE_NOOP("office", "Welcome, {0}"),
    "welcome_do": QT_TRANSLATE_NOOP(
        "office", "Choose how you will sign in to {0}. This address works once, until {1}."
    ),
    "with_password": QT_TRANSLATE_NOOP("office", "Password and authenticator app"),
    "password_new": QT_TRANSLATE_NOOP("office", "New password"),
    "password_least": QT_TRANSLATE_NOOP(
        "office", "At least {0} characters. Some words in a row are easy to remember."
    ),
    "password_again": QT_TRANSLATE_NOOP("office", "The same password again"),
    "password_old": QT_TRANSLATE_NOOP("office", "Password until now"),
    "password_weak": QT_TRANSLATE_NOOP(
        "office", "This password is too easy: at least {0} characters, and not your name."
    ),
    "password_different": QT_TRANSLATE_NOOP("office", "The two passwords are not the same."),
    "password_change": QT_TRANSLATE_NOOP("office", "Change the password"),
    "password_changed": QT_TRANSLATE_NOOP(
        "office", "The password is changed. Other devices have to sign in again."
    ),
    "code_other": QT_TRANSLATE_NOOP(
        "office", "The app shows another code. Check that the phone's clock is right."
    ),
    "app_scan": QT_TRANSLATE_NOOP(
        "office", "Scan this with an authenticator app, and type the code that it shows."
    ),
    "app_qr": QT_TRANSLATE_NOOP("office", "QR code for the authenticator app"),
    "app_type": QT_TRANSLATE_NOOP("office", "Or type this key into the app: {0}"),
    "app_here": QT_TRANSLATE_NOOP("office", "Open in an app on this device"),
    "gone": QT_TRANSLATE_NOOP("office", "This invitation is no longer good"),
    "gone_do": QT_TRANSLATE_NOOP(
        "office", "It was used, or is too old. Whoever runs the office can invite you again."
    ),
    "codes": QT_TRANSLATE_NOOP("office", "Recovery codes"),
    "codes_keep": QT_TRANSLATE_NOOP(
        "office",
        "Print these or write them down, and keep them away from the phone. Each is good once, in "
        "place of the app's code. They are shown only now.",
    ),
    "codes_left": QT_TRANSLATE_NOOP("office", "{0} codes left"),
    "codes_left_one": QT_TRANSLATE_NOOP("office", "{0} code left"),
    "codes_new": QT_TRANSLATE_NOOP("office", "New recovery codes"),
    "codes_new_do": QT_TRANSLATE_NOOP("office", "The old ones are no longer good then."),
    "go_on": QT_TRANSLATE_NOOP("office", "Continue"),
    "role_org": QT_TRANSLATE_NOOP("office", "All shops"),
    "role_area": QT_TRANSLATE_NOOP("office", "Shops of an area"),
    "role_shop": QT_TRANSLATE_NOOP("office", "Some shops"),
    "sees": QT_TRANSLATE_NOOP("office", "Sees"),
    "sees_phones": QT_TRANSLATE_NOOP("office", "phone numbers in full"),
    "sees_ends": QT_TRANSLATE_NOOP("office", "the last 3 digits of phone numbers"),
    "passkeys": QT_TRANSLATE_NOOP("office", "Passkeys"),
    "passkeys_none": QT_TRANSLATE_NOOP("office", "No passkey yet"),
    "made_at": QT_TRANSLATE_NOOP("office", "created {0}"),
    "used_at": QT_TRANSLATE_NOOP("office", "used {0}"),
    "remove": QT_TRANSLATE_NOOP("office", "Remove"),
    "sessions": QT_TRANSLATE_NOOP("office", "Signed in"),
    "session_here": QT_TRANSLATE_NOOP("office", "this device"),
    "session_seen": QT_TRANSLATE_NOOP("office", "last used {0}"),
    "sessions_end": QT_TRANSLATE_NOOP("office", "Sign out other devices"),
    "unknown_agent": QT_TRANSLATE_NOOP("office", "a browser"),
}
