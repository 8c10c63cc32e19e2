package kr.maeul.houses.finder.profile;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.text.Text;

/**
 * For what houses are sought, as its file says it. Every name in it was checked against the layers.
 *
 * @param id its id in URLs, equal to the file's name
 * @param layer the layer of the houses, whose geometry is a point
 * @param title what it is called
 * @param description one or two sentences, may be empty
 * @param minimumCompleteness the least share of the weight whose facts must be known for a house to
 *     be ranked; above 0, at most 1
 * @param walkMetres within which houses are near enough to be done as one project, 0 for no groups
 * @param capacity the numeric property that is summed for such a group, or null
 * @param gates what leaves a house out, or marks it
 * @param criteria what is weighed, at least one
 */
public record Profile(
    String id,
    Layer layer,
    Text title,
    Text description,
    double minimumCompleteness,
    int walkMetres,
    Property capacity,
    List<Gate> gates,
    List<Criterion> criteria) {

  public Profile {
    gates = List.copyOf(gates);
    criteria = List.copyOf(criteria);
  }

  public Optional<Criterion> criterion(String criterionId) {
    return criteria.stream().filter(c -> c.id().equals(criterionId)).findFirst();
  }

  /** The weights of the file, in the order of the criteria. */
  public double[] weights() {
    return criteria.stream().mapToDouble(Criterion::weight).toArray();
  }

  /** Every fact that a house is asked for, once. */
  public Set<Fact> facts() {
    Set<Fact> facts = new LinkedHashSet<>();
    criteria.forEach(c -> facts.add(c.fact()));
    gates.forEach(g -> g.tests().forEach(t -> facts.add(t.fact())));
    if (capacity != null) {
      facts.add(new Fact.OfProperty(capacity));
    }
    return facts;
  }
}
