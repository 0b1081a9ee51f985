extension ReportDocumentTests {
    static let golden = """
        {
          "apiVersion": "astern/v1",
          "kind": "Report",
          "summary": {
            "references": 1,
            "current": 0,
            "outdated": 1,
            "ahead": 0,
            "held": 0,
            "untracked": 0,
            "unknown": 0,
            "refused": 0
          },
          "references": [
            {
              "id": "apps/podinfo/release.yaml#0:/spec/chart/spec/version",
              "kind": "helmChart",
              "artifact": "https://stefanprodan.github.io/podinfo#podinfo",
              "candidates": [],
              "owner": {
                "apiVersion": "helm.toolkit.fluxcd.io/v2",
                "kind": "HelmRelease",
                "namespace": "apps",
                "name": "podinfo"
              },
              "bound": "sameNamespace",
              "current": {
                "version": "6.5.0",
                "digest": null,
                "constraint": null,
                "created": null
              },
              "wanted": {
                "version": "6.5.4",
                "digest": null,
                "created": null
              },
              "latest": {
                "version": "7.0.0",
                "digest": null,
                "created": "2026-01-02T03:04:05Z"
              },
              "status": "outdated",
              "change": "patch",
              "latestChange": "major",
              "behind": 5,
              "policy": "chartSemver",
              "hold": null,
              "reasons": [
                {
                  "code": "newerWithinReach",
                  "message": "6.5.4 is newer and within reach: a patch step"
                },
                {
                  "code": "newerBeyondReach",
                  "message": "7.0.0 is newer and beyond reach: a major step"
                },
                {
                  "code": "prerelease",
                  "message": "2 versions are pre-releases, the nearest is 7.1.0-rc.1"
                }
              ],
              "sites": [
                {
                  "file": "apps/podinfo/release.yaml",
                  "line": 10,
                  "column": 16,
                  "start": 161,
                  "end": 166,
                  "path": "/spec/chart/spec/version",
                  "role": "version"
                }
              ],
              "error": null
            }
          ],
          "findings": [],
          "files": {
            "read": 3,
            "skipped": []
          }
        }

        """
}
