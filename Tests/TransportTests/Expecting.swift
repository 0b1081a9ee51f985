import Testing
import Transport

/// The error that an exchange ends with.
func failure(
    of body: () async throws(TransportError) -> HTTPResponse,
    sourceLocation: SourceLocation = #_sourceLocation,
) async -> TransportError? {
    do throws(TransportError) {
        let response = try await body()
        Issue.record("expected an error, got status \(response.status)", sourceLocation: sourceLocation)
        return nil
    } catch {
        return error
    }
}

extension HTTPResponse {
    var text: String { String(decoding: body, as: UTF8.self) }
}
