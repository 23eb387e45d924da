package fr.justedroit.audit;

/** Figures that have left, for tests. */
final class Released {
    private Released() {}

    /** The one of this name and group, which must be there. */
    static double value(Release release, String name, String group) {
        return release.figures().stream()
                .filter(figure -> figure.name().equals(name) && figure.group().equals(group))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
