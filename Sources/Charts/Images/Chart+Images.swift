extension Chart {
    /// The images that the chart and the charts in it run by default: those that their values name, then those that the
    /// annotation `artifacthub.io/images` names beside them.
    ///
    /// Templates are not rendered: an image that a template names by itself is not here.
    public var images: [ChartImage] {
        var images = ChartPart.all(of: self).flatMap(ValuesImageReader.images)
        let known = Set(images.map(\.reference))
        for text in annotatedImages where !known.contains(text) {
            guard let image = ImageText(text) else { continue }
            images.append(
                ChartImage(
                    repository: image.repository, tag: image.tag, tagSource: .annotation, digest: image.digest,
                    path: ValuePath(), namePath: ValuePath(), tagPath: nil, places: [], subchart: ValuePath(),
                    disabledBy: nil))
        }
        return images
    }

    private var annotatedImages: [String] {
        guard let text = metadata.annotations["artifacthub.io/images"],
            let value = try? ChartFileError.value(of: Array(text.utf8), in: "artifacthub.io/images")
        else { return [] }
        return value.items.compactMap { $0["image"]?.text }
    }
}
