package kr.maeul.web.contract;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kr.maeul.layer.text.Lang;
import kr.maeul.layer.text.Text;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.negotiation.MediaTypes;

/**
 * What a route is for, what it takes and what it answers, as its description has it: its parameters
 * and its body are those that read them. Immutable; each method makes another one.
 */
public final class Operation {
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

  /** Of answers of which there is no more to be said than the summary says. */
  public static final Text WHAT_WAS_ASKED = new Text("물은 것", "What was asked for");

  public static final Text DONE = new Text("했습니다.", "Done");

  private final String id;
  private final String tag;
  private final Text summary;
  private Text description;
  private ParameterTable<?> parameters = ParameterTable.NONE;
  private Members body;
  private boolean isUpload;
  private boolean isByKey;
  private Text answer = WHAT_WAS_ASKED;
  private Map<String, Boolean> headers = Map.of();
  private List<Answer> answers = List.of(Answer.of(200, MediaTypes.JSON, Schemas.anyObject()));

  /** An answer of a status by the types that it may have; none where it has no content. */
  private record Answer(int status, Map<String, ObjectNode> content, String schemaName) {
    static Answer of(int status, String type, ObjectNode schema) {
      return new Answer(status, Map.of(type, schema), null);
    }
  }

  private Operation(String tag, String id, Text summary) {
    this.tag = tag;
    this.id = id;
    this.summary = summary;
  }

  /** Something that takes no parameters and answers with a JSON object. */
  public static Operation of(String tag, String id, String ko, String en) {
    return new Operation(tag, id, new Text(ko, en));
  }

  private Operation copy() {
    Operation copy = new Operation(tag, id, summary);
    copy.description = description;
    copy.parameters = parameters;
    copy.body = body;
    copy.isUpload = isUpload;
    copy.isByKey = isByKey;
    copy.answer = answer;
    copy.headers = headers;
    copy.answers = answers;
    return copy;
  }

  /** What a caller has to know besides the summary. */
  public Operation saying(String ko, String en) {
    Operation copy = copy();
    copy.description = new Text(ko, en);
    return copy;
  }

  /** Has parameters, which the handler reads by this table. */
  public Operation takes(ParameterTable<?> table) {
    Operation copy = copy();
    copy.parameters = table;
    return copy;
  }

  public Operation needs(String header) {
    return header(header, true);
  }

  public Operation mayHave(String header) {
    return header(header, false);
  }

  private Operation header(String header, boolean isRequired) {
    Operation copy = copy();
    copy.headers = new LinkedHashMap<>(headers);
    copy.headers.put(header, isRequired);
    return copy;
  }

  /** For anyone who has signed in, and for anyone who has the key in that header. */
  public Operation orByKey(String header) {
    Operation copy = mayHave(header);
    copy.isByKey = true;
    return copy;
  }

  public Operation reads(Members members) {
    Operation copy = copy();
    copy.body = members;
    return copy;
  }

  /** Takes a file, as it is or in a form. */
  public Operation readsFile() {
    Operation copy = copy();
    copy.isUpload = true;
    return copy;
  }

  /** What the answer is, where the summary does not say it. */
  public Operation answering(String ko, String en) {
    Operation copy = copy();
    copy.answer = new Text(ko, en);
    return copy;
  }

  /** A JSON object of another status than 200. */
  public Operation answers(int status) {
    return answer(Answer.of(status, MediaTypes.JSON, Schemas.anyObject()));
  }

  /** A JSON object that is described once under a name of its own. */
  public Operation answers(String schemaName, ObjectNode schema) {
    return answer(new Answer(200, Map.of(MediaTypes.JSON, schema), schemaName));
  }

  /** Something else than JSON. */
  public Operation answers(Map<String, ObjectNode> content) {
    return answer(new Answer(200, content, null));
  }

  public Operation answersNothing(int status) {
    return answer(new Answer(status, Map.of(), null));
  }

  private Operation answer(Answer one) {
    Operation copy = copy();
    copy.answers = List.of(one);
    return copy;
  }

  /** The same JSON object may come with that status. */
  public Operation or(int status) {
    Operation copy = copy();
    copy.answers = new ArrayList<>(answers);
    copy.answers.add(Answer.of(status, MediaTypes.JSON, Schemas.anyObject()));
    return copy;
  }

  /**
   * Whether nothing can be asked but in which language it answers, so that nobody else reads the
   * parameters.
   */
  public boolean takesNothing() {
    return parameters == ParameterTable.NONE;
  }

  /** The body of a request, to be asked member by member. */
  public JsonBody read(Exchange e) throws IOException {
    return body.read(e);
  }

  /** The body of a request; its reader refuses what it does not know. */
  public ObjectNode whole(Exchange e) throws IOException {
    return JsonBody.object(e, body.limits());
  }

  /** The members of the body, as a refusal names them. */
  public Set<String> members() {
    return body.names();
  }

  /** The body of a request, whose members somebody else reads. */
  public ObjectNode object(Exchange e) throws IOException {
    return body.object(e);
  }

  /** Whether who may use it is decided by more than signing in. */
  public boolean isByKey() {
    return isByKey;
  }

  /**
   * As OpenAPI 3.0 has it, but for errors and for who may use it.
   *
   * @param method such as {@code GET}
   * @param path with its variables in braces
   * @param schemas takes what has a name of its own
   */
  public ObjectNode describe(
      String method, String path, Lang lang, BiConsumer<String, ObjectNode> schemas) {
    ObjectNode json = Schemas.object().put("operationId", id).put("summary", summary.in(lang));
    if (description != null) {
      json.put("description", description.in(lang));
    }
    json.putArray("tags").add(tag);
    ArrayNode list = json.putArray("parameters");
    Matcher variables = VARIABLE.matcher(path);
    while (variables.find()) {
      parameter(list, variables.group(1), "path", true);
    }
    parameters.describe(list, lang);
    headers.forEach((name, isRequired) -> parameter(list, name, "header", isRequired));
    if (list.isEmpty()) {
      json.remove("parameters");
    }
    if (body != null || isUpload) {
      ObjectNode content = json.putObject("requestBody").put("required", true).putObject("content");
      body(content, method, lang, schemas);
    }
    ObjectNode responses = json.putObject("responses");
    for (Answer one : answers) {
      ObjectNode response = responses.putObject(String.valueOf(one.status()));
      boolean isEmpty = one.content().isEmpty();
      response.put("description", (isEmpty ? DONE : answer).in(lang));
      one.content()
          .forEach(
              (type, schema) ->
                  response
                      .withObject("content")
                      .putObject(type)
                      .set("schema", named(one.schemaName(), schema, schemas)));
    }
    return json;
  }

  private static void parameter(ArrayNode list, String name, String in, boolean isRequired) {
    ObjectNode parameter = list.addObject().put("name", name).put("in", in);
    if (isRequired) {
      parameter.put("required", true);
    }
    parameter.set("schema", Schemas.string());
  }

  private void body(
      ObjectNode content, String method, Lang lang, BiConsumer<String, ObjectNode> schemas) {
    if (isUpload) {
      content.putObject("application/octet-stream").set("schema", Schemas.binary());
      ObjectNode form = Schemas.anyObject();
      form.putObject("properties").set("file", Schemas.binary());
      content.putObject("multipart/form-data").set("schema", form);
      return;
    }
    ObjectNode schema = named(body.schemaName(), body.schema(lang), schemas);
    body.limits().types().stream()
        .filter(type -> method.equals("PATCH") || !type.equals(MediaTypes.MERGE_PATCH))
        .forEach(type -> content.putObject(type).set("schema", schema));
  }

  private static ObjectNode named(
      String name, ObjectNode schema, BiConsumer<String, ObjectNode> schemas) {
    if (name == null) {
      return schema;
    }
    schemas.accept(name, schema);
    return Schemas.ref("schemas", name);
  }
}
