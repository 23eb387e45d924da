package fr.justedroit.table;

import fr.justedroit.errors.ErrorCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias$;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import org.apache.spark.sql.classic.Dataset$;
import org.apache.spark.sql.classic.SparkSession;
import scala.Function1;
import scala.Option;
import scala.Tuple3;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractPartialFunction;

/**
 * Read-only queries over views of tables, all CAFs together, in a session of their own. A view is opened through the door
 * when a query names it, so that the policy is asked and the trace written for what is read and nothing else.
 */
public final class SqlViews {
    private final Door door;
    private final Access access;
    private final List<String> cafs;
    private final Map<String, TableSpec> specs = new TreeMap<>();

    /**
     * Views of what a room may read for its purpose.
     *
     * @param access who asks, and for what
     * @param cafs whose tables a view of a CAF's table holds
     * @param nominative may tables of persons be read: only when the one who asks has named a purpose
     */
    public SqlViews(Door door, Access access, Collection<String> cafs, Nominative nominative) {
        this.door = door;
        this.access = access;
        this.cafs = List.copyOf(cafs);
        for (TableSpec spec : door.catalogue().specs()) {
            boolean isReader =
                    spec.readers().getOrDefault(access.room(), Set.of()).contains(access.purpose());
            boolean isTable = spec.form() != Form.FILES;
            if (isReader && isTable && (!spec.zone().isOfCaf() || nominative == Nominative.NAMED)) {
                specs.put(name(spec), spec);
            }
        }
    }

    /** Are tables of persons among the views. */
    public enum Nominative {
        REFUSED,
        NAMED
    }

    private static String name(TableSpec spec) {
        return spec.zone().folder() + "." + spec.name();
    }

    /** Names of the views, sorted. */
    public List<String> names() {
        return List.copyOf(specs.keySet());
    }

    /**
     * Prepares a query; its rows are computed when they are asked for.
     *
     * @throws fr.justedroit.errors.DataminingException SQL_REFUSED when it is not one query over the views, or does not
     *     fit them
     */
    public Dataset<Row> query(String text) {
        SparkSession session = (SparkSession) door.spark().newSession();
        try {
            LogicalPlan parsed = session.sessionState().sqlParser().parsePlan(text);
            Map<String, LogicalPlan> opened = new HashMap<>();
            for (String name : new SqlGuard(specs.keySet()).check(parsed)) {
                opened.put(name, open(name));
            }
            return Dataset$.MODULE$.ofRows(session, new Views(opened).in(parsed));
        } catch (AnalysisException e) {
            if (e instanceof ParseException) {
                throw unfit("The text is not a query: " + e.getCondition() + ".");
            }
            throw unfit("It does not fit the views: " + e.getCondition() + names(e) + ".");
        }
    }

    /** Names of columns that an analysis did not find; a literal of the query is never shown. */
    private static String names(AnalysisException e) {
        Object name = e.getMessageParameters().get("objectName");
        return name == null ? "" : " " + name;
    }

    private static RuntimeException unfit(String why) {
        return ErrorCode.SQL_REFUSED.with(
                "quoi",
                "a text that cannot be run",
                "raison",
                why,
                "remede",
                "docs/tables.md lists the columns of each table.");
    }

    private LogicalPlan open(String name) {
        TableSpec spec = specs.get(name);
        Read read = spec.zone().isOfCaf()
                ? Read.of(spec.zone(), spec.name(), cafs)
                : Read.national(spec.zone(), spec.name());
        Dataset<Row> rows = door.open(access, read.columns(List.of(spec.schema().fieldNames())));
        return ((org.apache.spark.sql.classic.Dataset<Row>) rows).logicalPlan();
    }

    /** Puts the opened tables in the place of the names of views. */
    private static final class Views extends AbstractPartialFunction<LogicalPlan, LogicalPlan> {
        private final Map<String, LogicalPlan> opened;

        Views(Map<String, LogicalPlan> opened) {
            this.opened = opened;
        }

        LogicalPlan in(LogicalPlan plan) {
            return plan.transformDownWithSubqueries(this);
        }

        @Override
        public boolean isDefinedAt(LogicalPlan plan) {
            return plan instanceof UnresolvedWith
                    || (plan instanceof UnresolvedRelation relation && opened.containsKey(SqlGuard.name(relation)));
        }

        @Override
        public <A extends LogicalPlan, B> B applyOrElse(A plan, Function1<A, B> otherwise) {
            if (!isDefinedAt(plan)) {
                return otherwise.apply(plan);
            }
            @SuppressWarnings("unchecked") // B is above LogicalPlan: what a partial function of plans gives
            B replaced = (B) (plan instanceof UnresolvedWith with ? with(with) : relation((UnresolvedRelation) plan));
            return replaced;
        }

        private LogicalPlan relation(UnresolvedRelation relation) {
            String name = SqlGuard.name(relation);
            return SubqueryAlias$.MODULE$.apply(name.substring(name.indexOf('.') + 1), opened.get(name));
        }

        /** Definitions of WITH are no children of it. */
        private LogicalPlan with(UnresolvedWith with) {
            List<Tuple3<String, SubqueryAlias, Option<Object>>> definitions = new ArrayList<>();
            for (Tuple3<String, SubqueryAlias, Option<Object>> one : CollectionConverters.asJava(with.cteRelations())) {
                definitions.add(new Tuple3<>(one._1(), (SubqueryAlias) in(one._2()), one._3()));
            }
            return with.copy(
                    with.child(), CollectionConverters.asScala(definitions).toSeq(), false);
        }
    }
}
