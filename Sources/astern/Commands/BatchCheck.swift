import FoundationEssentials
import Glibc
import Reporting

/// JSON lines in, JSON lines out, in the same order (section 8 of the contracts).
enum BatchCheck {
    /// One request may name a whole listing.
    private static let lineLimit = 64 << 20

    /// Answers every line of stdin; blank lines are passed over.
    ///
    /// - Throws: `Failure` with the number of the line that is no request. Answers before it are printed.
    static func run<Request: Decodable>(_: Request.Type, answer: (Request) throws -> JSONValue) throws {
        var output = ""
        var number = 0
        let decoder = JSONDecoder()
        while let line = readLine(strippingNewline: true) {
            number += 1
            guard !line.isEmpty else { continue }
            do {
                guard line.utf8.count <= lineLimit else { throw Failure("the line is longer than 64 MiB") }
                let request = try decoder.decode(Request.self, from: Data(line.utf8))
                output += try answer(request).jsonLine
                output += "\n"
            } catch {
                Output.write(output)
                throw Failure("line \(number) is not a request: \(reason(error))")
            }
            if output.utf8.count > 1 << 16 {
                Output.write(output)
                output = ""
            }
        }
        Output.write(output)
    }

    private static func reason(_ error: any Error) -> String {
        switch error {
        case let failure as Failure: failure.description
        case DecodingError.keyNotFound(let key, _): "member `\(key.stringValue)` is missing"
        case DecodingError.typeMismatch(let type, let context), DecodingError.valueNotFound(let type, let context):
            "\(context.codingPath.last?.stringValue ?? "the line") should be \(type)"
        default: "it is not a JSON object"
        }
    }
}
