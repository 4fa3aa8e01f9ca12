"""A person at a browser: what they press is counted, what they type is not."""

from pathlib import Path


class Hands:
    """Drives one window by what a person sees: the words on links, buttons and labels."""

    def __init__(self, page) -> None:
        self.page = page
        self.clicks = 0

    def follow(self, words: str, *, within: str = "body", exact: bool = True) -> None:
        """Click a link."""
        self._click(self.page.locator(within).get_by_role("link", name=words, exact=exact).first)

    def press(self, words: str, *, within: str = "body") -> None:
        """Click a button."""
        self._click(self.page.locator(within).get_by_role("button", name=words, exact=True).first)

    def unfold(self, words: str) -> None:
        self._click(self.page.locator("summary").get_by_text(words, exact=True).first)

    def tick(self, words: str, *, exact: bool = True, within: str = "body") -> None:
        """Click the words beside a radio or a tick box."""
        self._click(self.page.locator(within).locator("label").get_by_text(words, exact=exact).first)

    def choose(self, label: str, option: str) -> None:
        """Open a list and choose from it: two clicks."""
        field = self.page.get_by_label(label, exact=True)
        value = field.locator("option").filter(has_text=option).first.get_attribute("value")
        field.select_option(value)
        self.clicks += 2

    def type(self, label: str, words: str, *, nth: int = 0) -> None:
        self.page.get_by_label(label, exact=True).nth(nth).fill(words)

    def give_file(self, label: str, path: Path) -> None:
        """Open the browser's own window, choose a file, confirm: three clicks."""
        self.page.get_by_label(label, exact=True).set_input_files(path)
        self.clicks += 3

    def take(self, words: str) -> bytes:
        """Click a link that gives a file."""
        with self.page.expect_download() as waiting:
            self.follow(words)
        return Path(waiting.value.path()).read_bytes()

    def sign_in(self, email: str, password: str) -> None:
        self.page.goto("/")
        self.type("E-mail address", email)
        self.type("Password", password)
        self.press("Sign in", within="main")

    def sees(self, words: str) -> bool:
        return words in self.text()

    def text(self) -> str:
        """The words of the page's own part, spaces made one."""
        return " ".join(self.page.inner_text("main").split())

    def _click(self, found) -> None:
        found.click()
        self.clicks += 1
