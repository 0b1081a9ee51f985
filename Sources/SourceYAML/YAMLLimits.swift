/// Bounds on what a text can make us do; its size is bounded by who reads the file.
enum YAMLLimits {
    /// Collections in collections. Real files stay below 50; libyaml itself sets no bound, and the time that it takes
    /// grows with the square of the depth.
    static let depth = 1_000

    /// Mappings that one lookup of a key visits through `<<`. People merge a handful; mappings that merge each other
    /// ten times over would otherwise cost a tenfold time for each of them.
    static let mergedMappings = 100
}
