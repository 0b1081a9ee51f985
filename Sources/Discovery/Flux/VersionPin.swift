import Versioning

extension Pin {
    /// Reads the version of a chart as Flux does: text that parses as three parts is that version, anything else that
    /// parses as a constraint is a range (`6.5`, `1.x`, `>=2 <3`), and the rest stays text.
    ///
    /// Source: source-controller, chart version resolution (`reference/flux.md` of the design, 5.3).
    init(chartVersion text: String) {
        if (try? Version(threePart: text)) == nil, (try? Constraint(text)) != nil {
            self.init(constraint: text)
        } else {
            self.init(version: text)
        }
    }
}
