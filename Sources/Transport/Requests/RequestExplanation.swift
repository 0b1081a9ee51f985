/// `--explain-requests`: which requests were made, what for, and what they brought.
///
///     ghcr.io
///       GET https://ghcr.io/v2/org/app/tags/list?n=1000: tags of ghcr.io/org/app: 200, 123 bytes, network
///     …
///     requests by host and purpose
///       ghcr.io  tags  1 request, 123 bytes, 0 retries: 1 network
///     in all  2 requests, 140 bytes, 0 retries: 2 network
///
/// Holds no times and no durations: two runs that ask the same give the same lines.
public enum RequestExplanation {
    public static func lines(of log: RequestLog) -> [String] {
        let records = log.records
        guard !records.isEmpty else { return ["requests: none were made"] }
        var lines: [String] = []
        var host: String?
        for record in records {
            if record.host != host { lines.append(record.host) }
            host = record.host
            lines.append("  \(line(record))")
        }
        lines.append("requests by host and purpose")
        for (key, group) in grouped(records) {
            lines.append("  \(key.host)  \(key.question)  \(sum(group))")
        }
        lines.append("in all  \(sum(records))")
        if log.dropped > 0 { lines.append("and \(log.dropped) more, of which only the number was kept") }
        return lines
    }

    private static func line(_ record: RequestRecord) -> String {
        // A probe, and what a cache keeps, may have neither.
        let outcome = record.status.map { "\($0)" } ?? record.failure.map { "failed (\($0.rawValue))" }
        var notes = [outcome, count(record.bytes, "byte")].compactMap { $0 }
        if record.answer != .none { notes.append(record.answer.rawValue) }
        if record.attempt > 1 { notes.append("try \(record.attempt)") }
        if record.hop > 0 { notes.append("redirect \(record.hop)") }
        return "\(record.method) \(record.url): \(record.purpose): \(notes.joined(separator: ", "))"
    }

    private struct Key: Hashable, Comparable {
        let host: String
        let question: String

        static func < (left: Key, right: Key) -> Bool { (left.host, left.question) < (right.host, right.question) }
    }

    private static func grouped(_ records: [RequestRecord]) -> [(key: Key, value: [RequestRecord])] {
        Dictionary(grouping: records) { Key(host: $0.host, question: $0.purpose.question.rawValue) }
            .sorted { $0.key < $1.key }
    }

    private static func sum(_ records: [RequestRecord]) -> String {
        let answers = RequestRecord.Answer.allCases.compactMap { answer -> String? in
            let number = records.count { $0.answer == answer }
            return number == 0 ? nil : "\(number) \(answer == .none ? "failed" : answer.rawValue)"
        }
        let asked = count(records.count, "request")
        let bytes = count(records.reduce(0) { $0 + $1.bytes }, "byte")
        let retries = records.count { $0.attempt > 1 && $0.hop == 0 }
        let again = retries == 1 ? "1 retry" : "\(retries) retries"
        return "\(asked), \(bytes), \(again): \(answers.joined(separator: ", "))"
    }

    private static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}
