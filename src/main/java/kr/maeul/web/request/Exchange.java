package kr.maeul.web.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import kr.maeul.config.Settings;
import kr.maeul.db.request.Patience;
import kr.maeul.layer.Audience;
import kr.maeul.layer.text.Lang;
import kr.maeul.layer.text.Text;
import kr.maeul.people.identity.Caller;
import kr.maeul.web.request.negotiation.Format;
import kr.maeul.web.request.negotiation.MediaTypes;
import kr.maeul.web.request.negotiation.Negotiation;
import kr.maeul.web.request.refusal.BadRequestException;
import kr.maeul.web.request.refusal.NotAcceptableException;
import kr.maeul.web.request.refusal.RefusedException;
import kr.maeul.web.send.Spools;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;

/** One request and its answer. For one thread. */
public final class Exchange {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Context ctx;
  private final Outgoing outgoing;
  private final Urls urls;
  private final Callers callers;
  private final Settings.Http http;
  private Caller caller;
  private Map<String, String> query;
  private Map<String, Long> revisions;

  /**
   * @param spools where answers wait to be taken, or null for one that is small and sent at once
   */
  public Exchange(Context ctx, Settings.Http http, Callers callers, Spools spools) {
    this.ctx = ctx;
    this.outgoing = new Outgoing(ctx, spools, this::clientAddress);
    this.callers = callers;
    this.http = http;
    this.urls =
        Urls.of(
            http.publicUrl(), ctx.req().getScheme(), ctx.header("Host"), ctx.req().getLocalPort());
  }

  /** Who asks. */
  public Caller caller() {
    if (caller == null) {
      caller = callers.of(ctx);
      if (caller.isSignedIn()) {
        keepPrivate();
        Patience patience = Patience.ofThread();
        if (patience != null) {
          patience.signedIn();
        }
      }
    }
    return caller;
  }

  /** The answer is for nobody else: no cache, no other site. So is every answer to an account. */
  public void keepPrivate() {
    outgoing.keepPrivate();
  }

  /** From where the request comes, as far as the settings let us believe it. */
  public String clientAddress() {
    return ClientAddress.of(
        ctx.req().getRemoteAddr(), ctx.header("X-Forwarded-For"), http.trustedProxies());
  }

  /** A header of the request, or null. */
  public String requestHeader(String name) {
    return ctx.header(name);
  }

  /** Asks of the request what only {@link Callers} know how to. */
  public <T> T with(Function<Context, T> question) {
    return question.apply(ctx);
  }

  /** The parameter of the route's template, or null where it has none of that name. */
  public String pathParamOrNull(String name) {
    return ctx.pathParamMap().get(name);
  }

  /** Adds a header that may stand several times. Never part of an answer that is kept. */
  public void addHeader(String name, String value) {
    ctx.res().addHeader(name, value);
  }

  /** As whom the caller sees the layers. */
  public Audience audience() {
    return caller().audience();
  }

  public Urls urls() {
    return urls;
  }

  /** The path as it came, percent-encoding and all. */
  public String path() {
    return ctx.req().getRequestURI();
  }

  public String pathParam(String name) {
    return ctx.pathParam(name);
  }

  /**
   * The query parameters.
   *
   * @throws BadRequestException if they cannot be read
   */
  public Map<String, String> query() {
    if (query == null) {
      query = QueryString.parse(ctx.queryString());
    }
    return query;
  }

  /** The query parameters, or none where they cannot be read. */
  public Map<String, String> readableQuery() {
    try {
      return query();
    } catch (BadRequestException e) {
      return Map.of();
    }
  }

  /** The language to answer in: by {@code lang}, or by {@code Accept-Language}. */
  public Lang lang() {
    String word = parameterOrEmpty("lang");
    for (Lang lang : Lang.values()) {
      if (lang.tag().equals(word)) {
        return lang;
      }
    }
    return Negotiation.language(ctx.header("Accept-Language"));
  }

  public String say(Text text) {
    return text.in(lang());
  }

  /**
   * The format to answer in: by {@code f}, or by {@code Accept}.
   *
   * @param jsonType media type of the JSON form
   * @throws NotAcceptableException if the caller takes neither form
   */
  public Format format(String jsonType) {
    return Format.ofWord(parameterOrEmpty("f"))
        .or(() -> Negotiation.format(ctx.header("Accept"), jsonType))
        .orElseThrow(() -> new NotAcceptableException(jsonType));
  }

  /**
   * Which of some media types to answer in, by {@code Accept}.
   *
   * @throws NotAcceptableException if the caller takes none of them
   */
  public String type(List<String> types) {
    return Negotiation.type(ctx.header("Accept"), types)
        .orElseThrow(() -> new NotAcceptableException(types));
  }

  /** The format to say in what went wrong; there always is one. */
  public Format problemFormat() {
    return Format.ofWord(parameterOrEmpty("f"))
        .or(() -> Negotiation.format(ctx.header("Accept"), MediaTypes.PROBLEM))
        .orElse(Format.JSON);
  }

  private String parameterOrEmpty(String name) {
    return readableQuery().getOrDefault(name, "");
  }

  /**
   * The body of the request.
   *
   * @param mostBytes longer ones are refused
   * @throws RefusedException if it is longer, or compressed, or comes too slowly
   * @throws BadRequestException if it breaks off
   */
  public byte[] body(int mostBytes) throws IOException {
    return RequestBody.read(ctx, mostBytes);
  }

  /** Ends the connection with the answer where a body was sent that nobody read. */
  public void closeUnlessRead() {
    RequestBody.closeUnlessRead(ctx);
  }

  /**
   * The file in the body of the request, as it comes in.
   *
   * @throws BadRequestException if there is none
   */
  public Upload upload() throws IOException {
    return Upload.of(ctx.req());
  }

  public boolean isHead() {
    return ctx.method() == HandlerType.HEAD;
  }

  public Exchange status(int status) {
    outgoing.status(status);
    return this;
  }

  /** Whether the answer has that header already. */
  public boolean hasAnswerHeader(String name) {
    return ctx.res().containsHeader(name);
  }

  public Exchange header(String name, String value) {
    outgoing.header(name, value);
    return this;
  }

  /** The request as the HTTP server has it. */
  public Request request() {
    return ServletContextRequest.getServletContextRequest(ctx.req());
  }

  /** The {@code Accept} header as it came, or empty. */
  public String accept() {
    String accept = ctx.header("Accept");
    return accept == null ? "" : accept;
  }

  /** The revisions of all layers as of this request or later; asked of the store once a request. */
  public Map<String, Long> revisions(Supplier<Map<String, Long>> store) {
    if (revisions == null) {
      revisions = store.get();
    }
    return revisions;
  }

  /** Copies the answer as it goes out. Call before anything is said. */
  public void record(Recording into) {
    outgoing.record(into);
  }

  /**
   * Says what the answer depends on and which one it is.
   *
   * @return true where the caller has it already; the answer is then done
   */
  public boolean isUnchanged(String entityTag) {
    // A weak tag is of what the answer is made from; of that each audience is shown something else.
    boolean isOfAudience = outgoing.isPrivate() && entityTag.startsWith("W/");
    header("ETag", isOfAudience ? EntityTag.weak(entityTag, audience()) : entityTag)
        .header("Cache-Control", "no-cache");
    // A strong one is of the very content that would be sent, so it tells no one anything new.
    if (isOfAudience || !EntityTag.matches(ctx.header("If-None-Match"), entityTag)) {
      return false;
    }
    status(304);
    return true;
  }

  public boolean takesGzip() {
    return Negotiation.takesGzip(ctx.header("Accept-Encoding"));
  }

  /** Sends a whole answer, compressed where that is worth it. */
  public void send(String contentType, byte[] body) throws IOException {
    outgoing.send(contentType, body, takesGzip());
  }

  /** Sends JSON. */
  public void sendJson(JsonNode json) throws IOException {
    sendJson(MediaTypes.JSON, json);
  }

  /** Sends JSON of a media type of its own. */
  public void sendJson(String contentType, JsonNode json) throws IOException {
    send(contentType, JSON.writeValueAsBytes(json));
  }

  /** Sends JSON in the caller's language that is kept by nobody. */
  public void sendUncached(JsonNode json) throws IOException {
    header("Content-Language", lang().tag()).header("Cache-Control", "no-store");
    sendJson(json);
  }

  /** Sends bytes that are small, or compressed already. */
  public void sendAsIs(String contentType, byte[] body) throws IOException {
    outgoing.send(contentType, body, false);
  }

  /**
   * Sends bytes as they are read, all of them, once the handler has returned; closes them.
   *
   * @param length how many there are
   */
  public void sendStream(String contentType, InputStream content, long length) throws IOException {
    outgoing.stream(contentType, content, length);
  }

  /**
   * Begins an answer of unknown length, which is kept until it is whole and sent when the handler
   * has returned: what fails meanwhile is reported as a problem, and nothing is held while a caller
   * takes it slowly. Close the stream only when the answer is whole.
   */
  public OutputStream stream(String contentType) throws IOException {
    return outgoing.stream(contentType, takesGzip());
  }

  /** Begins an answer that is compressed already and too large to be kept; it holds a thread. */
  public OutputStream streamAsIs(String contentType) throws IOException {
    outgoing.contentType(contentType);
    return ctx.res().getOutputStream();
  }

  /**
   * Sends what is to be sent. Call when the handler has returned, and all that it used is closed.
   */
  public void deliver() throws IOException {
    outgoing.deliver();
  }

  /** Lets go of what is not sent after all. */
  public void discard() {
    outgoing.discard();
  }

  /**
   * Begins a stream of server-sent events, which goes on when the handler has returned.
   *
   * @param ended called once, when it has ended
   */
  public EventStream events(Runnable ended) throws IOException {
    HttpServletResponse response = ctx.res();
    response.setContentType("text/event-stream");
    response.setCharacterEncoding("utf-8");
    EventStream stream = new EventStream(ctx.req().startAsync(), response.getOutputStream(), ended);
    CompletableFuture<Void> done = stream.open();
    ctx.future(() -> done);
    return stream;
  }
}
