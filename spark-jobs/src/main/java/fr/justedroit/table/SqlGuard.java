package fr.justedroit.table;

import fr.justedroit.errors.ErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedGenerator;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import scala.Tuple3;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What a parsed query may hold: nodes, expressions and functions of closed lists, over relations that the caller knows.
 * Whatever is not in a list is refused, so that what a later Spark adds is refused too. Lists of what is forbidden let
 * paths as tables, {@code reflect}, table functions and commands through one after the other.
 */
final class SqlGuard {
    private static final Set<String> NODES = Set.of(
            "Project",
            "Filter",
            "Aggregate",
            "Sort",
            "GlobalLimit",
            "LocalLimit",
            "Offset",
            "Distinct",
            "SubqueryAlias",
            "UnresolvedSubqueryColumnAliases",
            "UnresolvedRelation",
            "UnresolvedWith",
            "UnresolvedHaving",
            "UnresolvedInlineTable",
            "OneRowRelation",
            "Union",
            "Except",
            "Intersect",
            "Join",
            "WithWindowDefinition",
            "Generate");
    private static final Set<String> EXPRESSIONS = Set.of(
            "UnresolvedAttribute",
            "UnresolvedStar",
            "UnresolvedAlias",
            "UnresolvedExtractValue",
            "UnresolvedFunction",
            "UnresolvedGenerator",
            "UnresolvedOrdinal",
            "UnresolvedNamedLambdaVariable",
            "UnresolvedWindowExpression",
            "Alias",
            "MultiAlias",
            "Literal",
            "And",
            "Or",
            "Not",
            "EqualTo",
            "EqualNullSafe",
            "LessThan",
            "LessThanOrEqual",
            "GreaterThan",
            "GreaterThanOrEqual",
            "Between",
            "In",
            "InSubquery",
            "ListQuery",
            "Exists",
            "ScalarSubquery",
            "Like",
            "Add",
            "Subtract",
            "Multiply",
            "Divide",
            "IntegralDivide",
            "Remainder",
            "UnaryMinus",
            "UnaryPositive",
            "Cast",
            "IsNull",
            "IsNotNull",
            "CaseWhen",
            "If",
            "Concat",
            "SortOrder",
            "LambdaFunction",
            "WindowExpression",
            "WindowSpecDefinition",
            "WindowSpecReference",
            "SpecifiedWindowFrame",
            "UnspecifiedFrame$",
            "UnboundedPreceding$",
            "UnboundedFollowing$",
            "CurrentRow$",
            "RowFrame$",
            "RangeFrame$");
    private static final Set<String> FUNCTIONS = Set.of(
            ("count count_if sum avg mean min max median percentile percentile_approx approx_count_distinct stddev"
                            + " stddev_samp stddev_pop variance var_samp var_pop corr any_value bool_and bool_or every some"
                            + " collect_list collect_set max_by min_by round floor ceil ceiling abs sign sqrt ln log10 exp"
                            + " power pow greatest least coalesce nullif ifnull nvl if isnull isnotnull concat concat_ws"
                            + " lower upper substring substr left right length trim ltrim rtrim lpad rpad replace split"
                            + " startswith endswith contains format_number to_date date_trunc trunc year quarter month"
                            + " day months_between add_months datediff date_add date_sub date_format last_day"
                            + " explode explode_outer posexplode size cardinality element_at array array_contains array_join"
                            + " array_max array_min array_distinct sort_array filter transform exists forall aggregate"
                            + " struct named_struct row_number rank dense_rank percent_rank cume_dist ntile lag lead"
                            + " first first_value last last_value nth_value")
                    .split(" ", -1));

    private final Set<String> known;
    private final Set<String> read = new TreeSet<>();

    /** @param known relations that a query may name, in lower case, such as {@code resultat.proposition} */
    SqlGuard(Set<String> known) {
        this.known = known;
    }

    /** Checks a parsed query, and gives the relations that it reads. */
    Set<String> check(LogicalPlan plan) {
        node(plan, Set.of());
        return read;
    }

    private void node(LogicalPlan plan, Set<String> names) {
        allow(NODES, plan.getClass().getSimpleName());
        Set<String> inside = names;
        if (plan instanceof UnresolvedWith with) {
            inside = new TreeSet<>(names);
            for (Tuple3<String, ?, ?> one : CollectionConverters.asJava(with.cteRelations())) {
                node((LogicalPlan) one._2(), inside);
                inside.add(one._1().toLowerCase(Locale.ROOT));
            }
        }
        if (plan instanceof UnresolvedRelation relation) {
            relation(relation, names);
        }
        for (Expression expression : CollectionConverters.asJava(plan.expressions())) {
            expression(expression, inside);
        }
        for (LogicalPlan child : CollectionConverters.asJava(plan.children())) {
            node(child, inside);
        }
    }

    /** Name of a relation as queries write it, parts joined by points, in lower case. */
    static String name(UnresolvedRelation relation) {
        return String.join(".", CollectionConverters.asJava(relation.multipartIdentifier()))
                .toLowerCase(Locale.ROOT);
    }

    private void relation(UnresolvedRelation relation, Set<String> names) {
        int parts = relation.multipartIdentifier().size();
        String name = name(relation);
        if (relation.isStreaming() || !relation.options().isEmpty()) {
            throw refused("a relation with options");
        }
        if (parts == 1 && names.contains(name)) {
            return;
        }
        if (parts != 2 || !known.contains(name)) {
            throw ErrorCode.SQL_REFUSED.with(
                    "quoi", "a relation that is no view",
                    "raison", "Only views are read: " + String.join(", ", new TreeSet<>(known)) + ".",
                    "remede",
                            "Name one of them. Tables of persons (resultat.*) are views with --finalite analyse alone.");
        }
        read.add(name);
    }

    private void expression(Expression expression, Set<String> names) {
        allow(EXPRESSIONS, expression.getClass().getSimpleName());
        if (expression instanceof UnresolvedFunction function) {
            function(CollectionConverters.asJava(function.nameParts()));
        }
        if (expression instanceof UnresolvedGenerator generator) {
            function(List.of(generator.name().unquotedString()));
        }
        if (expression instanceof PlanExpression<?> subquery) {
            node((LogicalPlan) subquery.plan(), names);
        }
        for (Expression child : CollectionConverters.asJava(expression.children())) {
            expression(child, names);
        }
    }

    private static void function(List<String> parts) {
        if (parts.size() != 1 || !FUNCTIONS.contains(parts.get(0).toLowerCase(Locale.ROOT))) {
            throw refused("a function that is not in the list");
        }
    }

    private static void allow(Set<String> list, String name) {
        if (!list.contains(name)) {
            throw refused(name);
        }
    }

    private static RuntimeException refused(String what) {
        return ErrorCode.SQL_REFUSED.with(
                "quoi", what,
                "raison",
                        "One query over the views is run: no command, no path, no table function, and functions of a list.",
                "remede", "Write it with SELECT, FROM, JOIN, WHERE, GROUP BY, HAVING, window and common functions.");
    }
}
