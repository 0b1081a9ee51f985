internal import CCurl

/// The one place where libcurl's result codes become errors of ours.
enum CurlFailure {
    static func error(
        _ code: CURLcode, detail: String, stop: TransferSink.Stop?, transfer: Transfer, wire: WireFacts,
    ) -> TransportError {
        let place = transfer.address.origin.description
        switch stop {
        case .bodyTooLarge:
            return TransportError(
                .bodyTooLarge,
                "\(transfer.address): the body is larger than \(transfer.bodyLimit) bytes",
            )
        case .headersTooLarge:
            return TransportError(
                .protocolError,
                "\(transfer.address): more than \(TransportLimits.headerBytes) bytes of headers",
            )
        case .lengthsDiffer:
            return TransportError(
                .protocolError,
                "\(transfer.address): the answer has more than one Content-Length, or one that is no number",
            )
        case .enough, nil:
            break
        }
        // libcurl gives up on a line of more than its own 100 KB, and calls it a lack of memory.
        if code == CURLE_OUT_OF_MEMORY {
            return TransportError(.protocolError, "\(transfer.address): a header line is too long, or memory is short")
        }
        if code == CURLE_BAD_CONTENT_ENCODING {
            let reason = "the compressed body is broken, or in another encoding than was asked for"
            return TransportError(.protocolError, "\(place): \(reason)")
        }
        // Without a status line, libcurl sees HTTP/0.9, which is not allowed.
        if code == CURLE_UNSUPPORTED_PROTOCOL {
            return TransportError(.protocolError, "\(place): the answer is not HTTP: it has no status line")
        }
        let reason = RemoteText.clean(detail.isEmpty ? String(cString: ccurl_easy_strerror(code)) : detail)
        if wantsClientCertificate(code, reason) {
            return TransportError(
                .tls, "\(place): the server asks for a client certificate, or refuses the one it was given: \(reason)")
        }
        let folder = isAboutOwnCertificates(code) ? transfer.certificates.map { " (\($0.folder))" } ?? "" : ""
        guard let proxy = transfer.proxy?.url else { return TransportError(kind(code), "\(place): \(reason)\(folder)") }
        if wire.connectStatus >= 300 {
            // 5xx is what a proxy says of a host that it does not reach; 403 and 407 will not change.
            return TransportError(
                wire.connectStatus >= 500 ? .connect : .proxy,
                "\(place): the proxy \(proxy) refuses the connection (\(wire.connectStatus))",
            )
        }
        return TransportError(kind(code), "\(place), through the proxy \(proxy): \(reason)\(folder)")
    }

    /// The server's TLS alert about our certificate. With TLS 1.3 it comes after the handshake, as a failure to read.
    private static func wantsClientCertificate(_ code: CURLcode, _ reason: String) -> Bool {
        (code == CURLE_RECV_ERROR || code == CURLE_SSL_CONNECT_ERROR || code == CURLE_SEND_ERROR)
            && reason.contains("alert") && reason.contains("certificate")
    }

    /// What we hand to the TLS library is not what it understands.
    private static func isAboutOwnCertificates(_ code: CURLcode) -> Bool {
        code == CURLE_SSL_CERTPROBLEM || code == CURLE_SSL_CACERT_BADFILE
    }

    private static func kind(_ code: CURLcode) -> TransportError.Kind {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .resolve
        case CURLE_COULDNT_CONNECT, CURLE_PROXY: .connect
        case CURLE_OPERATION_TIMEDOUT: .timeout
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR,
            CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_INVALIDCERTSTATUS:
            .certificate
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_CRL_BADFILE,
            CURLE_SSL_ENGINE_INITFAILED, CURLE_USE_SSL_FAILED:
            .tls
        case CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_HTTP2,
            CURLE_HTTP2_STREAM, CURLE_SEND_FAIL_REWIND, CURLE_AGAIN:
            .interrupted
        case CURLE_URL_MALFORMAT: .invalidURL
        case CURLE_FILESIZE_EXCEEDED: .bodyTooLarge
        default: .protocolError
        }
    }
}
