package fr.justedroit.scoring;

import fr.justedroit.config.KeyedHash;
import fr.justedroit.scoring.ListSelection.Candidate;
import fr.justedroit.scoring.ListSelection.Proposal;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Counts ranks, CAF by CAF, in rows that come by {@code ordre}. Only dossiers of equal scores are hashed, and held
 * together until they are in order. Hands out its rows in the same object, as Spark's operators do.
 */
final class Ranks implements Iterator<InternalRow> {
    private static final UTF8String CLASSEMENT = UTF8String.fromString(RankedRows.CLASSEMENT);

    private final Iterator<InternalRow> rows;
    private final Scorer scorer;
    private final SpecificInternalRow out = new SpecificInternalRow(RankedRows.SCHEMA);
    private final List<InternalRow> equals = new ArrayList<>();
    private final Deque<InternalRow> closing = new ArrayDeque<>();
    private final Set<Integer> seen = new HashSet<>();
    private InternalRow ahead;
    private int next;
    private int place = -1;
    private UTF8String caf;
    private ListSelection list;
    private int rank;
    private LongStream.Builder draws;
    private int twice;
    private long order;
    private double score;

    /** @param rows as {@link DossierScores} gives them, by {@code ordre}, CAF after CAF */
    Ranks(Iterator<InternalRow> rows, Scorer scorer) {
        this.rows = rows;
        this.scorer = scorer;
        out.update(0, CLASSEMENT);
        advance();
    }

    private void advance() {
        ahead = rows.hasNext() ? rows.next().copy() : null;
    }

    @Override
    public boolean hasNext() {
        if (next == equals.size() && closing.isEmpty()) {
            gather();
        }
        return next < equals.size() || !closing.isEmpty();
    }

    @Override
    public InternalRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return closing.isEmpty() ? ranked(equals.get(next++)) : closing.remove();
    }

    /** Takes the next dossiers of one score, or closes the CAF that has no more. */
    private void gather() {
        equals.clear();
        next = 0;
        if (list != null && (ahead == null || ahead.getInt(0) != place)) {
            close();
            return;
        }
        if (ahead == null) {
            return;
        }
        if (list == null) {
            open(ahead.getInt(0));
        }
        order = ahead.getLong(1);
        score = scorer.model().probability(DossierScores.raw(order));
        do {
            equals.add(ahead);
            advance();
        } while (ahead != null && ahead.getInt(0) == place && ahead.getLong(1) == order);
        if (equals.size() > 1) {
            settle();
        }
    }

    private void open(int newPlace) {
        if (!seen.add(newPlace)) {
            throw new IllegalStateException("the rows of a CAF do not come together");
        }
        place = newPlace;
        String code = scorer.cafAt(place);
        caf = UTF8String.fromString(code);
        rank = 0;
        draws = LongStream.builder();
        twice = 0;
        Scorer.ListRule rule = scorer.lists().get(code);
        list = new ListSelection(rule.capacity(), rule.randomShare());
    }

    /** A dossier and its keyed hash; two hashes of 64 bits are equal once in some 10^19 pairs, and the number settles. */
    private record Tied(long hash, UTF8String dossier, InternalRow row) {}

    private void settle() {
        byte[] framed = KeyedHash.framed(scorer.month(), caf.toString());
        List<Tied> tied = new ArrayList<>(equals.size());
        for (InternalRow row : equals) {
            UTF8String dossier = row.getUTF8String(2);
            tied.add(new Tied(scorer.ties().hash64(framed, dossier.getBytes()), dossier, row));
        }
        tied.sort(Comparator.comparingLong(Tied::hash).thenComparing(Tied::dossier));
        equals.clear();
        UTF8String before = null;
        for (Tied one : tied) {
            // A dossier that is there twice has one score if its codes are the same; else its two hashes tell.
            twice += one.dossier().equals(before) ? 1 : 0;
            before = one.dossier();
            equals.add(one.row());
        }
    }

    private InternalRow ranked(InternalRow row) {
        rank++;
        out.update(1, caf);
        out.setInt(2, rank);
        UTF8String dossier = row.getUTF8String(2);
        out.update(3, dossier);
        out.setDouble(4, score);
        for (int column = 5; column < RankedRows.SCHEMA.size(); column++) {
            out.setNullAt(column);
        }
        if (row.getBoolean(3)) {
            long draw = row.getLong(4);
            draws.add(draw);
            if (list.wants(draw)) {
                list.offer(new Candidate(rank, dossier.toString(), score, draw, row.getBinary(5)));
            } else {
                list.pass();
            }
        }
        return out;
    }

    private void close() {
        list.close().forEach(proposal -> closing.add(row(proposal)));
        GenericInternalRow figures = new GenericInternalRow(RankedRows.SCHEMA.size());
        figures.update(0, UTF8String.fromString(RankedRows.BILAN));
        figures.update(1, caf);
        figures.update(2, rank);
        figures.update(9, list.eligible());
        long[] hashes = draws.build().sorted().toArray();
        ByteBuffer bytes = ByteBuffer.allocate(hashes.length * Long.BYTES);
        bytes.asLongBuffer().put(hashes);
        figures.update(10, bytes.array());
        int again = 0;
        for (int i = 1; i < hashes.length; i++) {
            again += hashes[i] == hashes[i - 1] ? 1 : 0;
        }
        figures.update(11, Math.max(twice, again));
        closing.add(figures);
        list = null;
    }

    private InternalRow row(Proposal proposal) {
        Candidate candidate = proposal.candidate();
        Object[] reasons = scorer.reasons().of(candidate.codes()).stream()
                .map(reason -> new GenericInternalRow(new Object[] {
                    UTF8String.fromString(reason.variable()),
                    UTF8String.fromString(reason.sentence()),
                    reason.contribution()
                }))
                .toArray();
        return new GenericInternalRow(new Object[] {
            UTF8String.fromString(RankedRows.PROPOSITION),
            caf,
            candidate.rank(),
            UTF8String.fromString(candidate.dossier()),
            candidate.score(),
            scorer.risk(candidate.score()),
            UTF8String.fromString(proposal.origin().word()),
            proposal.inclusion(),
            new GenericArrayData(reasons),
            null,
            null,
            null
        });
    }
}
