//! What the tests of the whole share: a world of its own for each test, and the window driven through WebDriver.
