/// Columns of text without borders, three blanks apart, aligned by what a terminal shows.
struct TextTable {
    struct Cell {
        let text: String
        let color: TerminalColor?

        init(_ text: String, color: TerminalColor? = nil) {
            self.text = PlainText.cell(text)
            self.color = color
        }
    }

    let header: [String]
    let rows: [[Cell]]

    /// Every row ends in a line feed; none in a blank.
    func render() -> String {
        let lines = [header.map { Cell($0) }] + rows
        var widths = [Int](repeating: 0, count: header.count)
        for line in lines {
            for (column, cell) in line.enumerated() {
                widths[column] = max(widths[column], DisplayWidth.width(of: cell.text))
            }
        }
        return lines.reduce(into: "") { output, line in
            for (column, cell) in line.enumerated() {
                output += cell.color?.paint(cell.text) ?? cell.text
                guard column < line.count - 1 else { break }
                let padding = widths[column] - DisplayWidth.width(of: cell.text) + Self.gap
                output += String(repeating: " ", count: padding)
            }
            output += "\n"
        }
    }

    private static let gap = 3
}
