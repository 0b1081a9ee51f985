import Testing

@testable import Reporting

@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("漢字", 4), ("한글", 4), ("\u{1112}\u{1161}\u{11AB}", 2),
        ("ｆｕｌｌ", 8), ("😀", 2), ("👍🏽", 2), ("👩‍👩‍👧‍👦", 2), ("🇩🇪", 2), ("❤️", 2), ("❤", 1), ("…", 1),
        ("नमस्ते", 4), ("→", 1), ("ﬁ", 1), ("𠀀", 2),
    ])
    func widthIsThatOfTheTerminal(text: String, width: Int) {
        #expect(DisplayWidth.width(of: text) == width)
    }

    @Test(arguments: [
        ("plain", "plain"), ("a\tb", "a?b"), ("a\u{1B}[31mb", "a?[31mb"), ("a\r\nb", "a??b"), ("\u{202E}evil", "?evil"),
        ("a\u{200B}b", "a?b"), ("a\u{2028}b", "a?b"), ("\u{85}", "?"), ("👩‍👧", "👩‍👧"), ("ünïcode", "ünïcode"),
    ])
    func cellsHoldNothingThatATerminalObeys(text: String, shown: String) {
        #expect(PlainText.cell(text) == shown)
    }

    @Test(arguments: [
        ("a\n b\t\tc \n", "a b c"), ("a\r\nb", "a b"), ("\u{1B}[2J", "?[2J"), ("", ""),
    ])
    func linesStayOneLine(text: String, shown: String) {
        #expect(PlainText.line(text) == shown)
    }

    @Test(arguments: [
        ("1.2.3", 5, "1.2.3"), ("1234567890", 7, "123…890"), ("漢字漢字漢字", 7, "漢…漢字"), ("abc", 1, "…"),
    ])
    func longTextsLoseTheirMiddle(text: String, width: Int, shown: String) {
        #expect(text.shortened(to: width) == shown)
        #expect(DisplayWidth.width(of: text.shortened(to: width)) <= width)
    }

    @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-1234, "-1,234")])
    func numbersAreGrouped(number: Int, text: String) {
        #expect(Counted.number(number) == text)
    }
}
