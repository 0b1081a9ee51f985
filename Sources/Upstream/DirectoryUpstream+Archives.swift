public import Artifacts
import Charts
import Registry
import Transport

extension DirectoryUpstream {
    /// Archives of a chart repository lie beside its index; one at another host lies below that host's folder.
    public func chartArchive(of chart: Artifact, version: String) async -> Result<ChartArchiveFile, LookupFailure> {
        switch chart {
        case .oci(let repository):
            return await layout(of: repository).flatMap { layout in
                do throws(RegistryError) {
                    guard let layer = OCIChart.archive(of: try layout.manifest(of: version)) else {
                        let message = "\(repository):\(version): the manifest has no layer with a Helm chart"
                        return .failure(LookupFailure(.invalidResponse, message))
                    }
                    return .success(
                        ChartArchiveFile(
                            bytes: try layout.blob(layer.digest), digest: layer.digest, published: layer.digest,
                            source: layout.path))
                } catch {
                    return .failure(LookupFailure(error))
                }
            }
        case .chart(let repository, let name):
            switch await index(of: repository).flatMap({ $0.entry(of: name, version, in: repository) }) {
            case .failure(let failure): return .failure(failure)
            case .success(let entry): return await archive(of: entry, chart: name, in: repository)
            }
        case .git:
            return .failure(LookupFailure(.unsupported, "\(chart.identity): a Git repository holds no chart archives"))
        }
    }

    private func archive(
        of entry: IndexEntry, chart: String, in repository: ChartRepository
    ) async -> Result<ChartArchiveFile, LookupFailure> {
        guard let url = entry.urls.first else {
            let message = "the index of \(repository) names no URL for \(chart) \(entry.version)"
            return .failure(LookupFailure(.notFound, message))
        }
        switch ChartLocation.read(url, in: repository) {
        case .failure(let failure):
            return .failure(failure)
        case .success(.registry(let reference)):
            return await chartArchive(
                of: .oci(reference.repository), version: reference.digest?.text ?? reference.tag ?? "")
        case .success(.http(let address, _)):
            let path = "\(directory)/http/\(address.origin.hostAndPort)\(address.path)"
            return LocalFile.read(path, of: "\(chart) \(entry.version)").flatMap { bytes in
                guard let digest = ContentDigest.sha256(bytes) else {
                    return .failure(LookupFailure(.invalidResponse, "\(path): no digest could be computed"))
                }
                let published = entry.digest.flatMap(Digest.ofIndexEntry)
                return .success(ChartArchiveFile(bytes: bytes, digest: digest, published: published, source: path))
            }
        }
    }
}
