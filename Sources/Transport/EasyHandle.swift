internal import CCurl
internal import Glibc

/// An easy handle of libcurl, owned: cleaned up when the object goes. Touched by the loop's thread only.
final class EasyHandle {
    let pointer: UnsafeMutableRawPointer
    private var headerList: UnsafeMutablePointer<curl_slist>?
    private var sink: TransferSink?
    private let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

    private let census: LoopCensus

    init?(census: LoopCensus) {
        self.census = census
        guard let pointer = ccurl_easy_init() else {
            errorText.deallocate()
            return nil
        }
        self.pointer = pointer
        census.handleMade()
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit {
        census.handleFreed()
        ccurl_easy_cleanup(pointer)
        ccurl_slist_free_all(headerList)
        errorText.deallocate()
    }

    /// What libcurl wrote about the last failure.
    var failureText: String { String(cString: errorText) }

    /// Sets every option of one transfer. The handle keeps `sink` alive until ``reset()``.
    func prepare(_ transfer: Transfer, sink: TransferSink, share: UnsafeMutableRawPointer?) -> CURLcode {
        self.sink = sink
        errorText[0] = 0
        let context = Unmanaged.passUnretained(sink).toOpaque()
        var setting = Settings(handle: pointer)
        setting.pointer(CURLOPT_ERRORBUFFER, errorText)
        setting.text(CURLOPT_URL, transfer.address.text)
        setting.text(CURLOPT_PROTOCOLS_STR, "http,https")
        setting.long(CURLOPT_FOLLOWLOCATION, 0)
        setting.long(CURLOPT_PATH_AS_IS, 1)
        setting.long(CURLOPT_NOSIGNAL, 1)
        setting.long(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        setting.long(CURLOPT_TCP_KEEPALIVE, 1)
        setting.long(CURLOPT_TIMEOUT_MS, Self.milliseconds(transfer.timeout))
        setting.long(CURLOPT_CONNECTTIMEOUT_MS, Self.milliseconds(min(transfer.connectTimeout, transfer.timeout)))
        setting.long(CURLOPT_LOW_SPEED_LIMIT, 1)
        setting.long(CURLOPT_LOW_SPEED_TIME, TransportLimits.stallSeconds)
        setting.callback(CURLOPT_HEADERFUNCTION, receiveHeader)
        setting.pointer(CURLOPT_HEADERDATA, context)
        setting.callback(CURLOPT_WRITEFUNCTION, receiveBody)
        setting.pointer(CURLOPT_WRITEDATA, context)
        setting.socketCallback(closeInChildren)
        if transfer.address.scheme == .https {
            setting.long(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
            setting.long(CURLOPT_PIPEWAIT, 1)
            setting.long(CURLOPT_SSL_VERIFYPEER, transfer.verifiesPeer ? 1 : 0)
            setting.long(CURLOPT_SSL_VERIFYHOST, transfer.verifiesPeer ? 2 : 0)
            if let file = transfer.caFile { setting.text(CURLOPT_CAINFO, file) }
            if let folder = transfer.caDirectory { setting.text(CURLOPT_CAPATH, folder) }
        }
        if transfer.avoidsProxy { setting.text(CURLOPT_PROXY, "") }
        if transfer.acceptsCompression { setting.text(CURLOPT_ACCEPT_ENCODING, "gzip") }
        switch transfer.method {
        case .get: setting.long(CURLOPT_HTTPGET, 1)
        case .head: setting.long(CURLOPT_NOBODY, 1)
        case .post: setting.body(transfer.body ?? [])
        }
        headerList = Self.list(transfer.headerLines)
        setting.list(CURLOPT_HTTPHEADER, headerList)
        if let share { setting.share(share) }
        return setting.outcome
    }

    /// Back to defaults; live connections, and what the multi handle knows, stay.
    func reset() {
        ccurl_easy_reset(pointer)
        ccurl_slist_free_all(headerList)
        headerList = nil
        sink = nil
    }

    private static func list(_ lines: [String]) -> UnsafeMutablePointer<curl_slist>? {
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines {
            if let longer = ccurl_slist_append(list, line) { list = longer }
        }
        return list
    }

    /// At least one: zero would mean no limit at all.
    private static func milliseconds(_ duration: Duration) -> Int {
        let parts = duration.components
        return max(1, Int(parts.seconds) * 1_000 + Int(parts.attoseconds / 1_000_000_000_000_000))
    }
}

/// Collects the first failure of a row of option calls.
private struct Settings {
    let handle: UnsafeMutableRawPointer
    private(set) var outcome = CURLE_OK

    init(handle: UnsafeMutableRawPointer) {
        self.handle = handle
    }

    mutating func long(_ option: CURLoption, _ value: Int) { note(ccurl_set_long(handle, option, value)) }

    mutating func text(_ option: CURLoption, _ value: String) { note(ccurl_set_text(handle, option, value)) }

    mutating func pointer(_ option: CURLoption, _ value: UnsafeMutableRawPointer) {
        note(ccurl_set_pointer(handle, option, value))
    }

    mutating func list(_ option: CURLoption, _ value: UnsafeMutablePointer<curl_slist>?) {
        note(ccurl_set_list(handle, option, value))
    }

    mutating func callback(_ option: CURLoption, _ value: @escaping ccurl_data_callback) {
        note(ccurl_set_callback(handle, option, value))
    }

    mutating func socketCallback(_ value: @escaping ccurl_socket_callback) {
        note(ccurl_set_socket_callback(handle, value))
    }

    mutating func share(_ value: UnsafeMutableRawPointer) { note(ccurl_set_share(handle, value)) }

    /// The size comes first: libcurl copies that many bytes.
    mutating func body(_ bytes: [UInt8]) {
        long(CURLOPT_POST, 1)
        note(ccurl_set_offset(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(bytes.count)))
        bytes.withUnsafeBytes { raw in
            if let base = raw.baseAddress {
                pointer(CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: base))
            } else {
                text(CURLOPT_COPYPOSTFIELDS, "")
            }
        }
    }

    private mutating func note(_ code: CURLcode) {
        if outcome == CURLE_OK { outcome = code }
    }
}

/// Connections are not for the programs that this process starts: libcurl leaves its sockets open across `exec`.
private let closeInChildren: ccurl_socket_callback = { _, socket, _ in
    _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
    return CURL_SOCKOPT_OK
}

/// Any count other than the one received makes libcurl stop with a write error.
private let stopped = 0

private let receiveHeader: ccurl_data_callback = { bytes, size, count, context in
    deliver(bytes, size * count, context) { sink, buffer in sink.header(buffer) }
}

private let receiveBody: ccurl_data_callback = { bytes, size, count, context in
    deliver(bytes, size * count, context) { sink, buffer in sink.body(buffer) }
}

private func deliver(
    _ bytes: UnsafeMutablePointer<CChar>?,
    _ count: Int,
    _ context: UnsafeMutableRawPointer?,
    _ body: (TransferSink, UnsafeBufferPointer<UInt8>) -> Bool,
) -> Int {
    guard count > 0 else { return 0 }
    guard let bytes, let context else { return stopped }
    let sink = Unmanaged<TransferSink>.fromOpaque(context).takeUnretainedValue()
    return bytes.withMemoryRebound(to: UInt8.self, capacity: count) { start in
        body(sink, UnsafeBufferPointer(start: start, count: count)) ? count : stopped
    }
}
