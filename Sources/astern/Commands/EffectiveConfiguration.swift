import Configuration
import Reporting
import Versioning

/// What a run would have for each key, flags aside.
enum EffectiveConfiguration {
    typealias Row = ConfigurationDocument.Row

    /// Every key, in the order of the documentation.
    static func rows(of settings: Settings) throws -> [Row] {
        let configuration = settings.configuration
        let (update, selection) = (configuration.update, configuration.selection)
        let (network, checks) = (configuration.network, configuration.checks)
        return [
            row("kubeVersion", "kube-version", configuration.kubeVersion, "", \.text),
            row("annotations.files", nil, configuration.annotatedFiles, "") { $0.texts.joined(separator: ", ") },
            row("change", "change", update.change, "minor", \.rawValue),
            row("prerelease", "prerelease", update.prerelease, "false", \.description),
            try digests(update.digests),
            row("only", "only", selection.only, "", list),
            row("exclude", "exclude", selection.exclude, "", list),
            row("concurrency", "concurrency", network.concurrency, "32", \.description),
            row("timeout", "timeout", network.timeout, "30s", \.shortText),
            row("maxWait", "max-wait", network.maxWait, "60s", \.shortText),
            row("maxAge", "max-age", network.maxAge, "5m", \.shortText),
            row("checkCharts", "check-charts", checks.checkCharts, "false", \.description),
            row("failOn", "fail-on", checks.failOn, "", list),
        ]
    }

    private static func row<Value>(
        _ key: String, _ flag: String?, _ setting: Setting<Value>?, _ standard: String, _ text: (Value) -> String
    ) -> Row {
        if let flag, let given = Environment.flag(flag) {
            return Row(key: key, value: given, source: .environment(Environment.name(of: flag)))
        }
        guard let setting else { return Row(key: key, value: standard, source: .standard) }
        let origin = setting.origin
        return Row(
            key: key, value: text(setting.value),
            source: .file(level: origin.level.rawValue, origin.file, line: origin.line))
    }

    /// The flag has two environment forms.
    private static func digests(_ setting: Setting<Bool>?) throws -> Row {
        guard let isOff = try Environment.switched("no-digests") else {
            return row("digests", "digests", setting, "true", \.description)
        }
        return Row(
            key: "digests", value: (!isOff).description, source: .environment(Environment.name(of: "no-digests")))
    }

    private static func list(_ items: [String]) -> String { items.joined(separator: ", ") }
}

extension ClusterVersions {
    /// `1.30 in clusters/prod/**, 1.31`.
    fileprivate var text: String {
        items.map { item in
            item.versions.map(\.text).joined(separator: " and ")
                + (item.path.map { " in \($0.texts.joined(separator: " and "))" } ?? "")
        }.joined(separator: ", ")
    }
}

extension Duration {
    /// As the flags take it: seconds, or milliseconds where those are not whole.
    fileprivate var shortText: String {
        let (seconds, rest) = components
        return rest == 0 ? "\(seconds)s" : "\(seconds * 1_000 + rest / 1_000_000_000_000_000)ms"
    }
}
