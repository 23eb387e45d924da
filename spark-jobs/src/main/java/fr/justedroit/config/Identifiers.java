package fr.justedroit.config;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What no column, variable or value may be, whatever a configuration calls it (E12, E26): a direct identifier, free text,
 * anything from a social network. By name for columns and variables; by shape for values. What it does not catch: an
 * identifier under a name and a shape of its own. A reviewer of the configuration must.
 */
public final class Identifiers {
    private static final Set<String> NAMES = Set.of(
            "nir",
            "nom",
            "noms",
            "prenom",
            "prenoms",
            "patronyme",
            "adresse",
            "rue",
            "voie",
            "courriel",
            "mail",
            "email",
            "mel",
            "telephone",
            "tel",
            "portable",
            "mobile",
            "iban",
            "bic",
            "rib",
            "ip",
            "cookie",
            "passeport",
            "cni",
            "photo",
            "signature",
            "biometrie",
            "empreinte",
            "immatriculation",
            "plaque",
            "latitude",
            "longitude",
            "gps",
            "commune",
            "insee",
            "siret");
    private static final Set<String> NETWORKS = Set.of(
            "facebook",
            "instagram",
            "twitter",
            "tiktok",
            "snapchat",
            "linkedin",
            "whatsapp",
            "youtube",
            "leboncoin",
            "vinted",
            "airbnb",
            "pseudo",
            "pseudonyme",
            "follower",
            "followers",
            "publication",
            "publications");
    private static final Set<String> TEXTS = Set.of(
            "commentaire",
            "commentaires",
            "observation",
            "observations",
            "note",
            "notes",
            "remarque",
            "remarques",
            "verbatim",
            "memo",
            "libre",
            "texte",
            "message",
            "avis_agent",
            "impression");
    /** Words that hold a forbidden one and are no identifier: statuses and dates that the deliberation lists. */
    private static final Set<String> ALLOWED = Set.of("nir_statut", "date_immatriculation", "date_avis");

    private static final Pattern NIR =
            Pattern.compile("[1-478][0-9]{2}(0[1-9]|1[0-2]|[2-9][0-9])[0-9][0-9AB][0-9]{6}([0-9]{2})?");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[A-Za-z]{2,}");
    private static final Pattern IBAN = Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}");
    private static final Pattern IP_V4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern IP_V6 = Pattern.compile("([0-9a-fA-F]{0,4}:){3,7}[0-9a-fA-F]{0,4}");
    private static final Pattern PHONE = Pattern.compile("(0|\\+33 ?)[1-9]([ .]?[0-9]{2}){4}");
    private static final Pattern ADDRESS = Pattern.compile(
            ".*\\b[0-9]{1,4} ?(bis|ter)?,? +(rue|avenue|av\\.?|boulevard|bd|place|chemin|impasse|allée|allee|route|quai|cours|square)\\b.*|.*\\b[0-9]{5} [A-Za-zÀ-ÿ]{3,}.*",
            Pattern.CASE_INSENSITIVE);
    private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);
    private static final int NIR_DIGITS = 13;
    private static final int SHORTEST = 7;

    /** One value of each kind, none of anyone; a pattern that lets one through is open to identifiers. */
    static final List<String> PROBES = List.of(
            "285057511600142",
            "Jeanne MARTIN",
            "MARTIN",
            "12 rue de la Paix 75002 Paris",
            "jeanne.martin@exemple.fr",
            "FR7630006000011234567890189",
            "192.168.1.10",
            "2001:db8::ff00:42:8329",
            "06 12 34 56 78",
            "vue seule à son domicile, à revoir");

    private Identifiers() {}

    /** Why a column or variable may not have this name; empty when it may. */
    public static Optional<String> problemOfName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (ALLOWED.contains(lower)) {
            return Optional.empty();
        }
        for (String word : lower.split("_", -1)) {
            if (NAMES.contains(word)) {
                return Optional.of("'" + name + "' names an identifier ('" + word + "'): refused (E12)");
            }
            if (NETWORKS.contains(word)) {
                return Optional.of("'" + name + "' comes from a social network ('" + word + "'): refused (E26, E12)");
            }
            if (TEXTS.contains(word)) {
                return Optional.of("'" + name + "' names free text ('" + word + "'): refused (E12)");
            }
            if (word.equals("reseau") || word.equals("reseaux")) {
                return Optional.of("'" + name + "' names a network of persons or a social network: refused (E26, E12)");
            }
        }
        return Optional.empty();
    }

    /** Has a text the shape of a NIR, an IBAN, an e-mail, an IP, a telephone number or a postal address. */
    public static boolean isOne(String text) {
        if (text.length() < SHORTEST) {
            return false;
        }
        return isNir(text)
                || isIban(text)
                || (text.indexOf('@') > 0 && EMAIL.matcher(text).matches())
                || (text.indexOf('.') > 0 && IP_V4.matcher(text).matches())
                || (text.indexOf(':') >= 0 && IP_V6.matcher(text).matches())
                || (isDialled(text.charAt(0)) && PHONE.matcher(text).matches())
                || (text.indexOf(' ') > 0 && ADDRESS.matcher(text).matches());
    }

    private static boolean isDialled(char first) {
        return first == '0' || first == '+';
    }

    private static boolean isNir(String text) {
        String digits = text.indexOf(' ') > 0 ? text.replace(" ", "") : text;
        if (digits.charAt(0) < '1'
                || digits.charAt(0) > '8'
                || !NIR.matcher(digits).matches()) {
            return false;
        }
        if (digits.length() == NIR_DIGITS) {
            return true;
        }
        // Corsica: 2A counts as 19 and 2B as 18 in the number that the key is computed from.
        String number = digits.substring(0, NIR_DIGITS).replace("2A", "19").replace("2B", "18");
        if (!number.chars().allMatch(Character::isDigit)) {
            return false;
        }
        long rest = Long.parseLong(number) % 97;
        return 97 - rest == Long.parseLong(digits.substring(NIR_DIGITS));
    }

    private static boolean isIban(String text) {
        String plain = text.indexOf(' ') > 0 ? text.replace(" ", "") : text;
        if (!Character.isLetter(plain.charAt(0)) || !IBAN.matcher(plain).matches()) {
            return false;
        }
        StringBuilder number = new StringBuilder();
        String turned = plain.substring(4) + plain.substring(0, 4);
        for (int i = 0; i < turned.length(); i++) {
            number.append(Character.digit(turned.charAt(i), 36));
        }
        return new BigInteger(number.toString()).mod(NINETY_SEVEN).intValue() == 1;
    }
}
