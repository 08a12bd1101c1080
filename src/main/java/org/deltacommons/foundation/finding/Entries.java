package org.deltacommons.foundation.finding;

import java.text.Collator;
import java.util.Locale;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.util.BytesRef;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.kernel.Money;

/// What of a document goes into an index, and under which field.
final class Entries {

    /// Names in the order of their pinyin.
    private static final Collator PINYIN = Collator.getInstance(Locale.SIMPLIFIED_CHINESE);

    private static final int FACET_LENGTH_MAX = 100;

    private final TextTerms terms;

    Entries(Analyzer analyzer) {
        this.terms = new TextTerms(analyzer);
    }

    /// As it is written into an index.
    Document of(FindDocument document) {
        Document to = new Document();
        String key = document.key();
        to.add(new StringField(Shelf.KEY, key, Field.Store.NO));
        to.add(new SortedDocValuesField(Shelf.KEY, new BytesRef(key)));
        to.add(new StringField(Shelf.KIND, document.kind(), Field.Store.NO));
        to.add(new StoredField(Shelf.JSON, Json.text(document)));
        to.add(
                new SortedDocValuesField(
                        Shelf.NAME,
                        new BytesRef(PINYIN.getCollationKey(document.titleZh()).toByteArray())));
        Money price = document.price();
        to.add(
                new LongField(
                        Shelf.PRICE, price == null ? Shelf.NO_PRICE : price.fen(), Field.Store.NO));
        for (Measure.By by : Measure.By.values()) {
            String measured = by.of(document);
            if (measured != null) {
                to.add(new SortedDocValuesField(Measured.field(by), new BytesRef(measured)));
            }
        }
        text(to, Analysis.TITLE, Analysis.TITLE_PAIRS, document.titleZh());
        text(to, Analysis.TITLE, Analysis.TITLE_PAIRS, document.titleEn());
        text(to, Analysis.BODY, Analysis.BODY_PAIRS, document.summaryZh());
        text(to, Analysis.BODY, Analysis.BODY_PAIRS, document.summaryEn());
        text(to, Analysis.BODY, Analysis.BODY_PAIRS, document.ownerZh());
        text(to, Analysis.BODY, Analysis.BODY_PAIRS, document.ownerEn());
        suggest(to, document.titleZh());
        suggest(to, document.titleEn());
        texts(to, document);
        Passages.of(document)
                .keySet()
                .forEach(name -> to.add(new StringField(Shelf.PASSAGE, name, Field.Store.NO)));
        facets(to, document);
        return to;
    }

    private void texts(Document to, FindDocument document) {
        for (FindDocument.Text text : document.texts()) {
            switch (text.weight()) {
                case CODE -> {
                    Analysis.codes(text.text(), true).forEach(code -> code(to, code));
                    text(to, Analysis.STRONG, Analysis.BODY_PAIRS, text.text());
                    suggest(to, Analysis.code(text.text()));
                }
                case STRONG -> text(to, Analysis.STRONG, Analysis.BODY_PAIRS, text.text());
                case BODY, USES -> text(to, Analysis.BODY, Analysis.BODY_PAIRS, text.text());
            }
        }
    }

    private static void facets(Document to, FindDocument document) {
        facet(to, Finding.TYPE, document.kind());
        document.facets()
                .forEach((dimension, values) ->
                        values.stream()
                                .filter(value -> !value.isBlank())
                                .map(Entries::bounded)
                                .distinct()
                                .forEach(value -> facet(to, dimension, value)));
    }

    private static void facet(Document to, String dimension, String value) {
        to.add(new StringField(Segment.FIELD + dimension, value, Field.Store.NO));
    }

    private static String bounded(String value) {
        return value.length() <= FACET_LENGTH_MAX ? value : value.substring(0, FACET_LENGTH_MAX);
    }

    private void text(Document to, String field, String pairs, String text) {
        if (!text.isBlank()) {
            to.add(new TextField(field, terms.of(field, text)));
            to.add(new TextField(pairs, terms.of(pairs, text)));
            terms.codes(text).forEach(code -> code(to, code));
        }
    }

    private static void code(Document to, String code) {
        to.add(new StringField(Analysis.CODES, code, Field.Store.NO));
    }

    private static void suggest(Document to, String text) {
        if (!text.isBlank()) {
            to.add(new StringField(Shelf.SUGGEST, Shelf.suggestion(text), Field.Store.NO));
        }
    }
}
