public import Artifacts
import Charts
import Registry
import Transport

/// Provenance files: the layer beside the chart in a registry, `ARCHIVE.prov` beside an archive at a URL or in a folder.
extension ChartDownload {
    /// The provenance file of an entry's first URL; nil where there is none.
    func provenance(
        of entry: IndexEntry, in repository: ChartRepository
    ) async -> Result<[UInt8]?, LookupFailure> {
        guard let url = entry.urls.first else { return .success(nil) }
        switch ChartLocation.read(url, in: repository) {
        case .failure(let failure): return .failure(failure)
        case .success(.registry(let reference)):
            return await provenance(of: reference.repository, reference.digest?.text ?? reference.tag ?? "")
        case .success(.http(let address, let isOwn)):
            // Behind a query there may be a signature of that very URL: another path would not be served.
            guard !address.text.contains("?"), let beside = HTTPAddress(address.text + ".prov") else {
                return .success(nil)
            }
            return await provenance(at: beside, isOwn: isOwn, of: repository)
        }
    }

    func provenance(of repository: RepositoryName, _ reference: String) async -> Result<[UInt8]?, LookupFailure> {
        do throws(RegistryError) {
            let manifest = try await registry.manifest(of: repository, reference: reference)
            guard let layer = OCIChart.provenance(of: manifest), layer.size <= ChartLimits.provenanceBytes else {
                return .success(nil)
            }
            return .success(try await registry.blob(of: repository, layer))
        } catch {
            return .failure(LookupFailure(error))
        }
    }

    private func provenance(
        at address: HTTPAddress, isOwn: Bool, of repository: ChartRepository
    ) async -> Result<[UInt8]?, LookupFailure> {
        let authorization =
            isOwn || mayPassCredentials(of: repository)
            ? await credentials.basicAuthorization(for: repository) : nil
        let purpose = RequestPurpose(.chartArchive, of: repository.description)
        let question = CacheQuestion(
            method: "GET", url: address.text, accept: nil,
            identity: authorization == nil ? .anonymous : await credentials.cacheIdentity(of: repository),
            lifetime: .timed, purpose: purpose
        )
        do throws(LookupFailure) {
            return .success(
                try await cache.answer(to: question) { conditions async throws(LookupFailure) in
                    var request = HTTPRequest(
                        url: address.text, headers: conditions, bodyLimit: ChartLimits.provenanceBytes)
                    request.authorization = authorization
                    request.usesAccount = authorization != nil
                    request.purpose = purpose
                    do throws(TransportError) {
                        return try await http.send(request)
                    } catch {
                        throw LookupFailure(error.kind == .timeout ? .timedOut : .unavailable, error.message)
                    }
                } read: { response throws(LookupFailure) in
                    guard response.status == 200 else {
                        throw LookupFailure(status: response.status, url: address.description, what: "provenance file")
                    }
                    return response.body
                } missing: {
                    LookupFailure(.notCached, "\(address): offline, and the cache holds no answer")
                }.value)
        } catch {
            // Most charts have none; some stores say 403 of what they do not have.
            return [.notFound, .unauthorized, .notCached].contains(error.code) ? .success(nil) : .failure(error)
        }
    }
}

extension LiveUpstream {
    public func provenance(of chart: Artifact, version: String) async -> Result<[UInt8]?, LookupFailure> {
        switch chart {
        case .oci(let repository): return await download.provenance(of: repository, version)
        case .chart(let repository, let name):
            switch await index(of: repository).flatMap({ $0.index.entry(of: name, version, in: repository) }) {
            case .success(let entry): return await download.provenance(of: entry, in: repository)
            case .failure(let failure): return .failure(failure)
            }
        case .git: return .success(nil)
        }
    }
}

extension DirectoryUpstream {
    public func provenance(of chart: Artifact, version: String) async -> Result<[UInt8]?, LookupFailure> {
        switch chart {
        case .oci(let repository):
            return await layout(of: repository).flatMap { layout in
                do throws(RegistryError) {
                    guard let layer = OCIChart.provenance(of: try layout.manifest(of: version)) else {
                        return .success(nil)
                    }
                    return .success(try layout.blob(layer.digest))
                } catch {
                    return .failure(LookupFailure(error))
                }
            }
        case .chart:
            return await chartArchive(of: chart, version: version).flatMap { archive in
                let path = archive.source + ".prov"
                guard LocalFile.exists(path) else { return .success(nil) }
                return LocalFile.read(path, of: "\(chart.identity) \(version)").map { $0 }
            }
        case .git: return .success(nil)
        }
    }
}
