package fr.justedroit.source;

import fr.justedroit.config.Contracts;
import fr.justedroit.config.Identifiers;
import fr.justedroit.source.ContractPlan.ColumnPlan;
import fr.justedroit.source.Refusal.Rule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;

/** Checks the values of one column. Not thread-safe. */
final class ValueCheck {
    private static final String ANY = ".*";
    private static final int MONEY_PRECISION = 12;
    private static final int MONEY_SCALE = 2;
    private static final int MONEY_DIGITS = 10;

    /** No date of a living person, or of what concerns one, is outside these years. */
    private static final int FIRST_YEAR = 1880;

    private static final int LAST_YEAR = 2100;

    private final ColumnPlan contract;
    private final char decimal;
    private final int lastDay;
    private final Map<String, UTF8String> domain = new HashMap<>();
    private final Matcher pattern;
    private final long min;
    private final long max;

    /**
     * @param decimal separator of decimals
     * @param lastDay days since 1970 of the last day of the delivered month
     */
    ValueCheck(ColumnPlan contract, String decimal, int lastDay) {
        this.contract = contract;
        this.decimal = decimal.charAt(0);
        this.lastDay = lastDay;
        contract.values().forEach(value -> domain.put(value, UTF8String.fromString(value)));
        this.pattern = Pattern.compile(contract.pattern().isEmpty() ? ANY : contract.pattern())
                .matcher("");
        this.min = contract.min() == null ? Long.MIN_VALUE : units(contract.min(), RoundingMode.CEILING);
        this.max = contract.max() == null ? Long.MAX_VALUE : units(contract.max(), RoundingMode.FLOOR);
    }

    /** A bound in the column's smallest unit. */
    private long units(BigDecimal bound, RoundingMode rounding) {
        int scale = contract.type() == Contracts.Type.MONTANT ? MONEY_SCALE : 0;
        return bound.movePointRight(scale).setScale(0, rounding).longValueExact();
    }

    ColumnPlan contract() {
        return contract;
    }

    /** The value of a text that is not empty, or the {@link Rule} that it breaks. */
    Object value(String text) {
        return switch (contract.type()) {
            case TEXTE -> text(text);
            case ENTIER -> integer(text);
            case MONTANT -> money(text);
            case DATE -> date(text);
            case MOIS -> month(text);
        };
    }

    private Object text(String text) {
        if (!domain.isEmpty()) {
            UTF8String known = domain.get(text);
            return known == null ? Rule.DOMAINE : known;
        }
        if (!pattern.reset(text).matches()) {
            return Rule.MOTIF;
        }
        if (Identifiers.isOne(text)) {
            return Rule.IDENTIFIANT;
        }
        return UTF8String.fromString(text);
    }

    private Object integer(String text) {
        long value = digits(text, 0, text.length(), 9);
        if (value == Long.MIN_VALUE) {
            return Rule.TYPE;
        }
        return value < min || value > max ? Rule.DOMAINE : (Object) (int) value;
    }

    private Object money(String text) {
        int point = text.indexOf(decimal);
        int decimals = point < 0 ? 0 : text.length() - point - 1;
        if (point >= 0 && (decimals < 1 || decimals > MONEY_SCALE || text.charAt(point + 1) == '-')) {
            return Rule.TYPE;
        }
        int wholeEnd = point < 0 ? text.length() : point;
        long whole = digits(text, 0, wholeEnd, MONEY_DIGITS);
        long rest = point < 0 ? 0 : digits(text, point + 1, text.length(), MONEY_SCALE);
        if (whole == Long.MIN_VALUE || rest == Long.MIN_VALUE) {
            return Rule.TYPE;
        }
        long fraction = decimals == 1 ? rest * 10 : rest;
        long cents = text.charAt(0) == '-' ? whole * 100 - fraction : whole * 100 + fraction;
        return cents < min || cents > max ? Rule.DOMAINE : (Object) Decimal.apply(cents, MONEY_PRECISION, MONEY_SCALE);
    }

    /** A whole number of at most so many digits with an optional minus, or {@code Long.MIN_VALUE}. */
    private static long digits(String text, int from, int to, int most) {
        int start = from < to && text.charAt(from) == '-' ? from + 1 : from;
        if (start == to || to - start > most) {
            return Long.MIN_VALUE;
        }
        long value = 0;
        for (int i = start; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return Long.MIN_VALUE;
            }
            value = value * 10 + digit;
        }
        return start == from ? value : -value;
    }

    private Object date(String text) {
        if (text.length() != 10 || text.charAt(4) != '-' || text.charAt(7) != '-' || text.charAt(0) == '-') {
            return Rule.TYPE;
        }
        long year = digits(text, 0, 4, 4);
        long month = digits(text, 5, 7, 2);
        long day = digits(text, 8, 10, 2);
        if (year < 1 || month < 1 || month > 12 || day < 1) {
            return Rule.TYPE;
        }
        if (day > 28 && day > YearMonth.of((int) year, (int) month).lengthOfMonth()) {
            return Rule.TYPE;
        }
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            return Rule.DOMAINE;
        }
        int days = (int) LocalDate.of((int) year, (int) month, (int) day).toEpochDay();
        return contract.notAfterMonth() && days > lastDay ? Rule.APRES_FIN_DE_MOIS : (Object) days;
    }

    private static Object month(String text) {
        if (text.length() != 7 || text.charAt(4) != '-' || text.charAt(0) == '-' || text.charAt(5) == '-') {
            return Rule.TYPE;
        }
        long year = digits(text, 0, 4, 4);
        long month = digits(text, 5, 7, 2);
        return year < 1 || month < 1 || month > 12 ? Rule.TYPE : (Object) UTF8String.fromString(text);
    }
}
