package kr.maeul.web.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Locale;
import kr.maeul.layer.ContributionRule;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.review.submission.media.ContributionMedia;
import kr.maeul.review.submit.Contributions;
import kr.maeul.review.submit.PrivateLinks;
import kr.maeul.web.contract.JsonBody;
import kr.maeul.web.ogc.document.FeaturePreview;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.Upload;
import kr.maeul.web.request.refusal.NotFoundException;

/**
 * What people without an account ask of the service. The secret of a private link comes in a
 * header, never in an address, so it gets into no log. Safe for use by several threads.
 */
public final class ContributionHandlers {
  private static final String MINE = "/mine";

  private final FeaturePreview previews = new FeaturePreview();
  private final LayerCatalog layers;
  private final Contributions contributions;
  private final PrivateLinks links;
  private final ReviewJson json;

  public ContributionHandlers(
      LayerCatalog layers, Contributions contributions, PrivateLinks links) {
    this.layers = layers;
    this.contributions = contributions;
    this.links = links;
    this.json = new ReviewJson(layers);
  }

  /** What contributors agree to, word for word. */
  public void consents(Exchange e) throws IOException {
    e.sendUncached(json.consents(e, contributions.consents()));
  }

  /** Everything that a page needs to draw the form of a layer. */
  public void form(Exchange e) throws IOException {
    Layer layer =
        layers
            .layer(e.pathParam("layer"))
            .filter(
                l ->
                    l.contribution().taking() != ContributionRule.Taking.NOTHING
                        || layers.viewFor(kr.maeul.layer.Audience.PUBLIC, l.id()).isPresent())
            .orElseThrow(NotFoundException::noSuchLayer);
    ObjectNode form = JsonNodeFactory.instance.objectNode();
    form.put("form", contributions.formToken()).put("layer", layer.id());
    form.set("schema", FeaturePreview.form(e, layer));
    form.set("consents", json.consents(e, contributions.consents()));
    form.putObject("limits").put("photos", 6).put("recordings", 1).put("fillSeconds", 3);
    e.sendUncached(form);
  }

  public void submit(Exchange e) throws IOException {
    Contributions.Receipt receipt =
        contributions.submit(
            JsonBody.read(e, ReviewOperations.LIMITS),
            e.clientAddress(),
            e.requestHeader(ReviewOperations.ONCE),
            e.urls().at(MINE));
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer
        .put("id", receipt.id())
        .put("secret", receipt.secret())
        .put("link", e.urls().at(MINE) + "#" + receipt.secret());
    e.status(receipt.isRepeated() ? 200 : 201);
    e.header("Location", e.urls().at("/api/contributions/mine"));
    e.sendUncached(answer);
  }

  public void preview(Exchange e) throws IOException {
    Contributions.Preview preview =
        contributions.preview(
            JsonBody.read(e, ReviewOperations.LIMITS),
            e.requestHeader(ReviewOperations.SECRET),
            e.clientAddress());
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("layer", preview.view().layer().id());
    answer.set(
        "feature",
        preview.feature() == null
            ? answer.nullNode()
            : previews.of(e, preview.view(), preview.feature()));
    e.sendUncached(answer);
  }

  /** One photo or recording, for a form or for what was sent already. */
  public void upload(Exchange e) throws IOException {
    Upload upload = e.upload();
    Contributions.Uploaded uploaded =
        contributions.upload(
            upload.content(),
            upload.isForm() ? -1 : upload.length(),
            e.requestHeader(ReviewOperations.FORM),
            e.requestHeader(ReviewOperations.SECRET),
            e.clientAddress());
    ContributionMedia.Stored stored = uploaded.stored();
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer
        .put("id", stored.mediaId())
        .put("medium", stored.medium().name().toLowerCase(Locale.ROOT))
        .put("key", uploaded.key());
    if (!Double.isNaN(stored.longitude())) {
      answer.putArray("position").add(stored.longitude()).add(stored.latitude());
    }
    e.status(201);
    e.sendUncached(answer);
  }

  public void mine(Exchange e) throws IOException {
    e.sendUncached(
        json.mine(e, links.mine(e.requestHeader(ReviewOperations.SECRET), e.clientAddress())));
  }

  public void change(Exchange e) throws IOException {
    JsonNode sent = JsonBody.read(e, ReviewOperations.LIMITS);
    e.sendUncached(
        json.mine(
            e, links.change(e.requestHeader(ReviewOperations.SECRET), sent, e.clientAddress())));
  }

  public void withdraw(Exchange e) {
    links.withdraw(e.requestHeader(ReviewOperations.SECRET), e.clientAddress());
    e.header("Cache-Control", "no-store").status(204);
  }
}
