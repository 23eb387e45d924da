package fr.justedroit.config;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Contracts of the extracts ({@code conf/sources.yaml}).
 *
 * @param separator of CSV columns
 * @param quote of CSV values
 * @param encoding of CSV files
 * @param decimal separator of decimals, a point or a comma
 * @param period how often deliveries come
 * @param tolerance share of refused rows of an extract above which the delivery is refused whole
 * @param roles which extract plays which part
 * @param extracts by name, in the order of the file
 */
public record Contracts(
        String separator,
        String quote,
        String encoding,
        String decimal,
        Period period,
        double tolerance,
        Map<Part, String> roles,
        Map<String, Extract> extracts) {
    private static final int LONGEST_VALUE = 40;

    /** The parts that an extract may play; an extract without one only feeds variables. */
    public enum Part {
        /** One row a dossier: which dossiers there are. */
        DOSSIER,
        /** Acts on controls. */
        CONTROLE,
        /** Sums to pay back. */
        INDU,
        /** Money owed to the person. */
        RAPPEL,
        /** Open suspicions and retained frauds. */
        FRAUDE,
        /** Acts that a team wrote on the lists that it was given. */
        LISTE
    }

    /** Is an extract a full picture of the month's end, or events since the last one. */
    public enum Kind {
        COMPLET,
        INCREMENT
    }

    /** Types of columns as the file names them. */
    public enum Type {
        TEXTE("STRING"),
        ENTIER("INT"),
        MONTANT("DECIMAL(12,2)"),
        DATE("DATE"),
        MOIS("STRING");

        private final String sqlType;

        Type(String sqlType) {
            this.sqlType = sqlType;
        }

        /** The Spark DDL type that holds it. */
        public String sqlType() {
            return sqlType;
        }
    }

    /**
     * @param name of the extract, and of its file
     * @param source system that delivers it
     * @param kind full picture or increment
     * @param key columns that identify a row
     * @param parent extract that must hold the row's dossier, or empty
     * @param optional may a delivery come without it
     * @param tolerance share of its refused rows above which a delivery is refused whole, where it has one of its own
     * @param columns in the order of the file
     */
    public record Extract(
            String name,
            String source,
            Kind kind,
            List<String> key,
            Optional<String> parent,
            boolean optional,
            Optional<Double> tolerance,
            List<ColumnContract> columns) {

        /** The column of a name, if the contract has it. */
        public Optional<ColumnContract> column(String wanted) {
            return columns.stream()
                    .filter(column -> column.name().equals(wanted))
                    .findFirst();
        }
    }

    /**
     * @param name of the column
     * @param type of its values
     * @param required is an empty value refused
     * @param values closed list of texts, empty when open
     * @param min smallest number, if bounded
     * @param max largest number, if bounded
     * @param pattern regular expression that a text must match whole, if any
     * @param notAfterMonth is a date after the delivered month refused
     * @param notBefore column whose date, or last day of month, this one may not be before, if any
     * @param requiredBy columns, or {@code column=VALUE}, that make an empty value refused where they are given
     * @param read is it read at all; what is not is neither checked nor kept
     * @param comment what it holds
     */
    public record ColumnContract(
            String name,
            Type type,
            boolean required,
            List<String> values,
            Optional<Double> min,
            Optional<Double> max,
            Optional<String> pattern,
            boolean notAfterMonth,
            Optional<String> notBefore,
            List<String> requiredBy,
            boolean read,
            String comment) {}

    /** The contract of an extract, if there is one. */
    public Optional<Extract> extract(String name) {
        return Optional.ofNullable(extracts.get(name));
    }

    /** The share of refused rows of an extract above which a delivery is refused whole. */
    public double toleranceOf(String name) {
        double own = extract(name).flatMap(Extract::tolerance).orElse(0.0);
        return Math.max(tolerance, own);
    }

    /** The extract that plays a part, if one does. */
    public Optional<Extract> playing(Part part) {
        return Optional.ofNullable(roles.get(part)).flatMap(this::extract);
    }

    private static Map<Part, String> roles(YamlNode node, Map<String, Extract> extracts) {
        Map<Part, String> roles = new EnumMap<>(Part.class);
        node.entries().forEach((name, value) -> {
            for (Part part : Part.values()) {
                if (part.name().toLowerCase(Locale.ROOT).equals(name)) {
                    roles.put(part, value.text());
                }
            }
            if (!extracts.containsKey(value.text())) {
                value.problem("'" + value.text() + "' is no extract");
            }
        });
        node.allow("dossier", "controle", "indu", "rappel", "fraude", "liste");
        node.at("dossier");
        Optional.ofNullable(roles.get(Part.LISTE)).map(extracts::get).ifPresent(extract -> checkList(node, extract));
        Optional.ofNullable(roles.get(Part.FRAUDE))
                .map(extracts::get)
                .flatMap(extract -> extract.column("code_fraude"))
                .filter(column -> !Procedure.FRAUD_CODES.containsAll(column.values())
                        || column.values().isEmpty())
                .ifPresent(column ->
                        node.problem("the domain of 'code_fraude' may hold 641, 642, 643 and 644 alone (E07)"));
        return Collections.unmodifiableMap(roles);
    }

    /** No act of a team without its day and its author's role, and no delivery waits for a list. */
    private static void checkList(YamlNode node, Extract extract) {
        if (!extract.optional()) {
            node.problem("'" + extract.name() + "' holds lists of teams: it must be 'facultatif'");
        }
        for (String name : List.of("dossier_id", "mois_liste")) {
            if (extract.column(name).filter(ColumnContract::required).isEmpty()) {
                node.problem("'" + extract.name() + "' needs '" + name + "', 'obligatoire'");
            }
        }
        for (String name : List.of("date_acte", "role")) {
            if (extract.column(name)
                    .filter(column -> column.requiredBy().contains("acte"))
                    .isEmpty()) {
                node.problem("'" + extract.name() + "' needs '" + name
                        + "' with 'exige_par: [acte]': no act without its" + " day and its author's role (E08)");
            }
        }
    }

    static Contracts read(YamlNode file) {
        file.allow("format", "periode_mois", "tolerance_refus", "roles", "extraits");
        YamlNode format = file.at("format");
        format.allow("encodage", "separateur", "guillemet", "entete", "decimale");
        Map<String, Extract> extracts = new LinkedHashMap<>();
        Map<String, YamlNode> nodes = file.at("extraits").entries();
        nodes.forEach((name, node) -> extracts.put(name, extract(name, node)));
        extracts.values().forEach(extract -> extract.parent().ifPresent(parent -> {
            if (!extracts.containsKey(parent)) {
                nodes.get(extract.name()).problem("parent '" + parent + "' is no extract");
            }
        }));
        return new Contracts(
                format.at("separateur").text(),
                format.at("guillemet").text(),
                format.at("encodage").oneOf("UTF-8", "ISO-8859-1", "ISO-8859-15", "windows-1252"),
                format.find("decimale").map(node -> node.oneOf(".", ",")).orElse("."),
                Period.read(file),
                file.at("tolerance_refus").number(),
                roles(file.at("roles"), extracts),
                Collections.unmodifiableMap(extracts));
    }

    private static Extract extract(String name, YamlNode node) {
        node.allow("source", "genre", "cle", "parent", "facultatif", "tolerance_refus", "colonnes");
        List<ColumnContract> columns = node.at("colonnes").entries().entrySet().stream()
                .map(entry -> column(entry.getKey(), entry.getValue()))
                .toList();
        for (ColumnContract column : columns) {
            column.notBefore()
                    .filter(other -> column.type() != Type.DATE
                            || columns.stream()
                                    .noneMatch(found -> found.name().equals(other)
                                            && (found.type() == Type.DATE || found.type() == Type.MOIS)))
                    .ifPresent(other ->
                            node.problem("'apres' of '" + column.name() + "' must name a DATE or MOIS of the extract"));
            column.requiredBy().stream()
                    .map(condition -> condition.split("=", -1)[0])
                    .filter(other ->
                            columns.stream().noneMatch(found -> found.name().equals(other) && found.read()))
                    .forEach(other -> node.problem(
                            "'exige_par' of '" + column.name() + "' names '" + other + "', which is no column read"));
        }
        List<String> key = node.at("cle").items().stream().map(YamlNode::text).toList();
        for (String column : key) {
            if (columns.stream().noneMatch(candidate -> candidate.name().equals(column))) {
                node.problem("key column '" + column + "' is not a column");
            }
        }
        return new Extract(
                name,
                node.at("source").text(),
                node.at("genre").constant(Kind.class),
                key,
                node.find("parent").map(YamlNode::text),
                node.find("facultatif").map(YamlNode::flag).orElse(false),
                node.find("tolerance_refus").map(YamlNode::number),
                columns);
    }

    /** A text is one of a closed list, or has a pattern that lets no identifier through unless it numbers something. */
    private static void checkText(String name, YamlNode node, List<String> domain) {
        for (String value : domain) {
            if (value.length() > LONGEST_VALUE || Identifiers.isOne(value)) {
                node.problem("a value of the domain of '" + name + "' is free text or an identifier: refused (E12)");
            }
        }
        Optional<String> pattern = node.find("motif").map(YamlNode::text);
        if (domain.isEmpty() && pattern.isEmpty()) {
            node.problem("'" + name + "' is free text: give its 'domaine' or its 'motif' (E12)");
        }
        boolean isNumber = name.endsWith("_id") || name.equals("dossier_origine");
        pattern.filter(text -> !isNumber).ifPresent(text -> {
            if (Identifiers.PROBES.stream().anyMatch(probe -> matches(text, probe))) {
                node.problem("the 'motif' of '" + name + "' lets names, addresses or numbers of persons through (E12)");
            }
        });
    }

    private static boolean matches(String pattern, String probe) {
        try {
            return Pattern.matches(pattern, probe);
        } catch (PatternSyntaxException e) {
            return true;
        }
    }

    private static ColumnContract column(String name, YamlNode node) {
        node.allow(
                "type",
                "obligatoire",
                "domaine",
                "motif",
                "unite",
                "avant_fin_de_mois",
                "apres",
                "exige_par",
                "lue",
                "commentaire");
        if (!name.matches("[a-z][a-z0-9_]*")) {
            node.problem("'" + name + "' is not a column name (ASCII, snake_case)");
        }
        Identifiers.problemOfName(name).ifPresent(node::problem);
        Type type = node.at("type").constant(Type.class);
        boolean numeric = type == Type.ENTIER || type == Type.MONTANT;
        List<YamlNode> domain = node.find("domaine").map(YamlNode::items).orElse(List.of());
        if (numeric && !domain.isEmpty() && domain.size() != 2) {
            node.problem("the domain of a number is [min, max]");
        }
        boolean read = node.find("lue").map(YamlNode::flag).orElse(true);
        if (type == Type.TEXTE && read) {
            checkText(name, node, domain.stream().map(YamlNode::text).toList());
        }
        boolean bounded = numeric && domain.size() == 2;
        if (type == Type.MONTANT && !node.has("unite")) {
            node.problem("a number without a unit is refused: give 'unite'");
        }
        return new ColumnContract(
                name,
                type,
                node.find("obligatoire").map(YamlNode::flag).orElse(false),
                numeric ? List.of() : domain.stream().map(YamlNode::text).toList(),
                bounded ? Optional.of(domain.get(0).number()) : Optional.empty(),
                bounded ? Optional.of(domain.get(1).number()) : Optional.empty(),
                node.find("motif").map(YamlNode::text),
                node.find("avant_fin_de_mois").map(YamlNode::flag).orElse(false),
                node.find("apres").map(YamlNode::text),
                node.find("exige_par").map(YamlNode::items).orElse(List.of()).stream()
                        .map(YamlNode::text)
                        .toList(),
                read,
                node.at("commentaire").text());
    }
}
