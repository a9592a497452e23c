"""How the window starts: painted first, everything that the first paint does not need after it."""

from pos_app import settings
from pos_app.domain.errors import BadInput
from pos_app.gateways.catalogue import METHODS
from pos_app.office import ready_methods
from pos_app.ports.counter import Shop
from pos_app.profile import Profile
from pos_app.resources import resources_folder
from pos_app.ui.application import make_application
from pos_app.ui.window import MainWindow


def run_window(profile: Profile, *, training: bool) -> int:
    """The till with its window, until somebody closes it."""
    try:
        known = settings.load(profile.settings)
    except BadInput:
        known = settings.Settings()  # the session meets the same complaint, and shows it
    resources = resources_folder()
    application = make_application(
        ["pos-app"], resources, language=known.language, theme=known.theme.value
    )
    shop = shop_front(known, training=training)
    window = MainWindow(shop)
    window.show()
    application.processEvents()  # the first paint, before anything else is loaded

    from pos_app.session import run  # noqa: PLC0415 - after the first paint

    run(application, window, profile, shop)
    return 0


def shop_front(known: settings.Settings, *, training: bool) -> Shop:
    """What the first paint shows."""
    everything = frozenset(METHODS)
    return Shop(
        name=known.shop_name,
        till=known.till_name,
        language=known.language,
        theme=known.theme,
        training=training,
        methods=tuple(METHODS.values()),
        ready=everything if training else ready_methods(METHODS, known),
    )
