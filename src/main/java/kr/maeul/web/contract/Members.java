package kr.maeul.web.contract;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import kr.maeul.layer.text.Lang;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.refusal.BadRequestException;
import kr.maeul.web.request.refusal.InvalidContentException;
import kr.maeul.web.request.refusal.RefusedException;

/** All members of a JSON object that is sent. What is not among them is refused. Immutable. */
public final class Members {
  private final JsonBody.Limits limits;
  private final String schemaName;
  private final Map<String, Member<?>> members = new LinkedHashMap<>();

  private Members(JsonBody.Limits limits, String schemaName, Iterable<Member<?>> members) {
    this.limits = limits;
    this.schemaName = schemaName;
    members.forEach(m -> this.members.put(m.name(), m));
  }

  /** Of a body of that kind. */
  public static Members of(JsonBody.Limits limits, Member<?>... members) {
    return new Members(limits, null, List.of(members));
  }

  /** Of a small body. */
  public static Members of(int mostBytes, Member<?>... members) {
    return of(JsonBody.Limits.small(mostBytes), members);
  }

  /** The same, described once under a name of its own. */
  public Members named(String schema) {
    return new Members(limits, schema, members.values());
  }

  /** The schema of an object that stands in a body, whose members somebody else reads. */
  public static ObjectNode nested(Member<?>... members) {
    return of(0, members).schema(Lang.KO); // nothing of it is described in words
  }

  /** These and further ones. */
  public Members and(Member<?>... more) {
    Map<String, Member<?>> all = new LinkedHashMap<>(members);
    List.of(more).forEach(m -> all.put(m.name(), m));
    return new Members(limits, null, all.values());
  }

  /**
   * The object, to be asked member by member.
   *
   * @throws RefusedException if it is too long or of another type
   * @throws BadRequestException if it is no JSON object
   */
  public JsonBody read(Exchange e) throws IOException {
    return new JsonBody(JsonBody.object(e, limits), this);
  }

  /**
   * The object, whose members somebody else reads.
   *
   * @throws RefusedException if it is too long or of another type
   * @throws BadRequestException if it is no JSON object
   * @throws InvalidContentException if it has other members
   */
  ObjectNode object(Exchange e) throws IOException {
    ObjectNode object = JsonBody.object(e, limits);
    new JsonBody(object, this).done();
    return object;
  }

  JsonBody.Limits limits() {
    return limits;
  }

  /** In the order in which they are described. */
  public List<String> inOrder() {
    return List.copyOf(members.keySet());
  }

  /** In the order of the alphabet, as a refusal names them. */
  public Set<String> names() {
    return new TreeSet<>(members.keySet());
  }

  Member<?> member(String name) {
    Member<?> member = members.get(name);
    if (member == null) {
      throw new IllegalArgumentException(name + " is not among " + members.keySet());
    }
    return member;
  }

  /** The name of the schema, or null. */
  String schemaName() {
    return schemaName;
  }

  ObjectNode schema(Lang lang) {
    ObjectNode schema = Schemas.anyObject();
    ArrayNode required = schema.arrayNode();
    ObjectNode properties = schema.arrayNode().objectNode();
    for (Member<?> member : members.values()) {
      ObjectNode one = member.schema().deepCopy();
      if (member.description() != null) {
        one.put("description", member.description().in(lang));
      }
      properties.set(member.name(), one);
      if (member.isRequired()) {
        required.add(member.name());
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    schema.set("properties", properties);
    return schema.put("additionalProperties", false);
  }
}
