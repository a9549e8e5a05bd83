-- What an Underveis report looks like in HTML, Word, ODT and Typst. Both engines use this filter.
-- The embedded engine runs it twice: towards JSON (only what is the same in every format) and towards each format.
local embedded = quarto == nil
local stringify = pandoc.utils.stringify
local html = FORMAT:match("html") ~= nil
local word = FORMAT == "docx"
local odt = FORMAT == "odt" or FORMAT == "opendocument"
local office = word or odt
local typst = FORMAT == "typst"

local words, titles, details = {}, {}, {}
local toc_depth = 2
local short = false -- a few pages: no page of its own for the title, no contents

local function raw(text)
  local format = html and "html" or word and "openxml" or odt and "opendocument" or "typst"
  return pandoc.RawBlock(format, text)
end

local function quoted(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"') .. '"'
end

local function escaped(text)
  return (text:gsub("&", "&amp;"):gsub("<", "&lt;"):gsub(">", "&gt;"):gsub('"', "&quot;"))
end

local function styled(style, content)
  return pandoc.Div(content, { ["custom-style"] = style })
end

local function list(value)
  if value == nil then return {} end
  if pandoc.utils.type(value) == "List" then return value end
  return { value }
end

local function author_name(author)
  if type(author) == "table" and author.name then
    local name = author.name
    if type(name) == "table" and name.literal then name = name.literal end
    return stringify(name)
  end
  return stringify(author)
end

local function words_of(map, language)
  local chosen = map and (map[language] or map.nb) or {}
  local found = {}
  for key, value in pairs(chosen) do found[key] = stringify(value) end
  return found
end

-- ---------------------------------------------------------------- front matter

local function front_rows(meta)
  local rows = pandoc.List({})
  local authors = pandoc.List(list(meta.author)):map(author_name)
  local function row(key, label, text)
    if text ~= "" then rows:insert({ key = key, label = words[label] or label, text = text }) end
  end
  for _, key in ipairs({ "commissioner", "evaluator" }) do
    row(key, key, table.concat(pandoc.List(list(meta[key])):map(stringify), ", "))
  end
  row("author", #authors == 1 and "author-one" or "author", table.concat(authors, ", "))
  row("date", "date", meta.date and stringify(meta.date) or "")
  local version = meta["report-version"]
  if version and version.label then row("version", "version", stringify(version.label)) end
  return rows
end

-- What is new since the version before this one: a line that tells which that was, and a list.
local function changes_of(version)
  if not version or not version.since then return nil end
  return { since = stringify(version.since), list = pandoc.List(list(version.changes)):map(stringify) }
end

local function meta_text(text)
  -- Typst must get «1. juli 2026» as a string: as content it would become a numbered list.
  if typst then return pandoc.MetaInlines({ pandoc.RawInline("typst", quoted(text)) }) end
  return pandoc.MetaString(text)
end

local changes, despite

local function read_version(meta)
  local version = meta["report-version"]
  local mark = version and version.mark and stringify(version.mark) or ""
  if mark == "" and version and stringify(version.kind or "") == "draft" then mark = words.draft or "" end
  if mark ~= "" then meta["front-mark"] = meta_text(mark) end
  despite = version and version.despite and stringify(version.despite) or ""
  if despite ~= "" then meta["front-despite"] = meta_text(despite) end
  changes = changes_of(version)
  if changes then
    meta["front-since"] = meta_text(changes.since)
    meta["front-changes"] = changes.list:map(meta_text)
  end
end

local function read_meta(meta)
  local language = meta.lang and stringify(meta.lang):sub(1, 2) or "nb"
  words = words_of(meta["underveis-words"], language)
  titles = words_of(meta.language, language)
  toc_depth = tonumber(meta["toc-depth"] and stringify(meta["toc-depth"])) or 2
  short = meta["underveis-short"] == true
  details = front_rows(meta)
  meta["underveis-details"] = details:map(function(row)
    return pandoc.MetaMap({ key = pandoc.MetaString(row.key), label = meta_text(row.label), text = meta_text(row.text) })
  end)
  for key, word_ in pairs(words) do meta["words-" .. key] = meta_text(word_) end
  read_version(meta)
  if typst then
    meta["front-title"] = meta_text(meta.title and stringify(meta.title) or "")
    meta["front-subtitle"] = meta_text(meta.subtitle and stringify(meta.subtitle) or "")
    meta["front-language"] = meta_text(language)
    meta["front-evaluator"] = meta_text(meta.evaluator and stringify(meta.evaluator) or "")
    meta["front-authors"] = pandoc.List(list(meta.author)):map(author_name):map(meta_text)
  end
  return meta
end

-- ---------------------------------------------------------------- the same in every format

local function callout_kind(div)
  for _, class in ipairs(div.classes) do
    local kind = class:match("^callout%-(%a+)$")
    if kind and kind ~= "title" then return kind end
  end
end

-- A heading inside a callout is its title, never a section: otherwise formats number differently.
local function take_headings_out(div)
  if not callout_kind(div) then return nil end
  local first = div.content[1]
  if first and first.t == "Header" and not div.attributes.title then
    div.attributes.title = stringify(first.content)
    div.content:remove(1)
  end
  return div:walk({ Header = function(header) return pandoc.Para({ pandoc.Strong(header.content) }) end })
end

-- What the writer told herself is not published.
local function without_comment(element)
  if element.format:match("html") and element.text:match("^%s*<!%-%-") then return {} end
end

local function ends_sentence(inline)
  return inline.t == "Str" and inline.text:match("[.?!]$") ~= nil
end

-- «Figur 2 viser …» opens a sentence, «… se figur 2» does not: a capital in the id asks for a capital in the text.
local function capital_at_sentence_start(inlines)
  local before
  for _, inline in ipairs(inlines) do
    if inline.t == "Cite" and (before == nil or ends_sentence(before)) then
      local first = inline.citations[1]
      if first.id:match("^fig%-") or first.id:match("^tbl%-") or first.id:match("^sec%-") then
        first.id = first.id:sub(1, 1):upper() .. first.id:sub(2)
        inline.citations[1] = first
      end
    end
    if inline.t ~= "Space" and inline.t ~= "SoftBreak" then before = inline end
  end
  return inlines
end

local function in_text(block)
  block.content = capital_at_sentence_start(block.content)
  return block
end

-- ---------------------------------------------------------------- column widths, the same in every format

local function longest(text)
  local most = 0
  for word_ in text:gmatch("%S+") do most = math.max(most, utf8.len(word_) or 0) end
  return most
end

-- What a column may not be narrower than, and what it would have: characters, room at both sides included. Office
-- programs set tables in the font they have, often a wider one, and break a word that has no room between two letters.
local FULL, WIDEST = typst and 98 or 86, 46
local HEADS = 18
local BESIDE = html and 2 or 3

local BOLD = 1.12 -- of a head's width to that of the text under it

local function measured(cell, found, wider)
  local text = stringify(cell.contents)
  local least = math.max(math.min(longest(text) * wider, 24) + BESIDE, 4 + BESIDE)
  found.least = math.max(found.least, least)
  found.wanted = math.max(found.wanted, least, math.min((utf8.len(text) or 0) + 2, WIDEST))
end

local function columns_of(tbl)
  local columns = {}
  for place = 1, #tbl.colspecs do columns[place] = { least = 6, wanted = 6 } end
  local function measure(rows, wider)
    for _, row in ipairs(rows) do
      for place, cell in ipairs(row.cells) do
        if cell.col_span == 1 and #row.cells == #tbl.colspecs then measured(cell, columns[place], wider) end
      end
    end
  end
  measure(tbl.head.rows, BOLD)
  for _, body in ipairs(tbl.bodies) do measure(body.body, 1) end
  -- What heads the rows is read first, and is not squeezed to a word on each line.
  if #columns > 0 then columns[1].least = math.max(columns[1].least, math.min(columns[1].wanted, HEADS)) end
  return columns
end

-- Where not all can have what they want, none is narrower than its longest word; the rest is shared out.
local function weights_of(tbl)
  local columns, least, wanted = columns_of(tbl), 0, 0
  for _, each in ipairs(columns) do
    least, wanted = least + each.least, wanted + each.wanted
  end
  local share = math.min(1, math.max(0, FULL - least) / math.max(wanted - least, 1))
  local weights = {}
  for place, each in ipairs(columns) do weights[place] = each.least + share * (each.wanted - each.least) end
  return weights
end

local function asked_weights(tbl)
  local asked = tbl.attributes["tbl-colwidths"]
  if not asked or asked == "auto" then return nil end
  local weights = {}
  for number in asked:gmatch("[%d.]+") do table.insert(weights, tonumber(number)) end
  return #weights == #tbl.colspecs and weights or nil
end

-- pandoc's own widths follow the hyphens under the head, or nothing at all; these follow what stands in the cells.
local function set_columns(tbl)
  local weights, sum = asked_weights(tbl) or weights_of(tbl), 0
  for place = 1, #tbl.colspecs do sum = sum + (weights[place] or 7) end
  for place, column in ipairs(tbl.colspecs) do
    local side = column[1] == "AlignDefault" and "AlignLeft" or column[1]
    tbl.colspecs[place] = { side, (weights[place] or 7) / sum }
  end
  return tbl
end

-- «.row-headers» says that the first column heads the rows.
local function heads_rows(tbl)
  for place, body in ipairs(tbl.bodies) do
    body.row_head_columns = 1
    tbl.bodies[place] = body
  end
  return tbl
end

local function row_heads_of(tbl)
  if tbl.classes:includes("row-headers") then return heads_rows(tbl) end
end

local function with_row_heads(div)
  if div.classes:includes("row-headers") then return div:walk({ Table = heads_rows }) end
end

-- ---------------------------------------------------------------- boxes

-- Word's writer gives tight paragraphs a style of their own, and would leave list lines outside the box.
local function loose(style, content)
  return styled(style, pandoc.Blocks(content):walk({ Plain = function(plain) return pandoc.Para(plain.content) end }))
end

-- Two boxes or quotes in a row would run together.
local function gap()
  return raw(odt and '<text:p text:style-name="Gap"/>' or '<w:p><w:pPr><w:pStyle w:val="Gap"/></w:pPr></w:p>')
end

-- A box of fewer characters stays on one page; a longer one would leave too much of the page before it empty.
local SHORT = 900

local function breakable(content)
  return (utf8.len(stringify(pandoc.Blocks(content))) or SHORT) >= SHORT and "" or ", breakable: false"
end

-- In ODT a box is a section with a ground of its own, since lists in it keep their own styles.
local sections = 0
local function section(style, content)
  sections = sections + 1
  local blocks = pandoc.Blocks({ raw('<text:section text:style-name="' .. style .. '" text:name="' .. style .. "-" .. sections .. '">') })
  blocks:extend(content)
  blocks:insert(raw("</text:section>"))
  blocks:insert(gap())
  return blocks
end

local function boxed(name, style, content)
  if html then return pandoc.Div(content, { class = name }) end
  if word then return { loose(style, content), gap() } end
  if odt and name == "narrative-place" then return { loose(style, content) } end
  if odt then return section("Box-" .. name, content) end
  local blocks = pandoc.Blocks({ raw("#" .. name .. "(" .. breakable(content):sub(3) .. ")[") })
  blocks:extend(content)
  blocks:insert(raw("]"))
  return blocks
end

local function is_attribution(block)
  if block.t == "Div" then return block.classes:includes("attribution") end
  local only = (block.t == "Para" or block.t == "Plain") and #block.content == 1 and block.content[1]
  return only and only.t == "Span" and only.classes:includes("attribution")
end

local function split_quote(div)
  local said, who = pandoc.Blocks({}), pandoc.Blocks({})
  for _, block in ipairs(div.content) do
    if is_attribution(block) then
      who:extend(block.t == "Div" and block.content or { pandoc.Plain(block.content[1].content) })
    elseif block.t == "BlockQuote" then
      said:extend(block.content)
    else
      said:insert(block)
    end
  end
  return said, who
end

local function open_figure(div)
  local place = div.identifier ~= "" and (' id="' .. escaped(div.identifier) .. '"') or ""
  return '<figure class="quote-evidence"' .. place .. "><blockquote>"
end

local function with_dash(who)
  local first = who[1]
  if first.content and (first.t == "Para" or first.t == "Plain") then first.content:insert(1, pandoc.Str("— ")) end
  return who
end

local function evidence(div)
  local said, who = split_quote(div)
  local blocks = pandoc.Blocks({})
  if office then
    blocks:insert(loose("Quote", said))
    if #who > 0 then blocks:insert(loose("Quote Attribution", with_dash(who))) end
    blocks:insert(gap())
    return blocks
  end
  blocks:insert(raw(html and open_figure(div) or "#quote-evidence["))
  blocks:extend(said)
  if html then
    blocks:insert(raw("</blockquote>"))
    if #who > 0 then
      blocks:insert(raw('<figcaption class="attribution">'))
      blocks:extend(who)
      blocks:insert(raw("</figcaption>"))
    end
    blocks:insert(raw("</figure>"))
  else
    blocks:insert(raw("]["))
    blocks:extend(who)
    blocks:insert(raw("]"))
  end
  return blocks
end

local function narrative(div)
  if #div.content == 0 then return {} end
  return boxed("narrative-place", "Narrative Place", div.content)
end

local function page_break()
  if html then return raw('<div class="page-break"></div>') end
  if word then return raw('<w:p><w:r><w:br w:type="page"/></w:r></w:p>') end
  if odt then return raw('<text:p text:style-name="Page_20_Break"/>') end
  return raw("#pagebreak(weak: true)")
end

-- A box that is opened and closed; on paper it is open.
local function folded(div, kind, title)
  local place = div.identifier ~= "" and (' id="' .. escaped(div.identifier) .. '"') or ""
  local open = div.attributes.collapse == "false" and " open" or ""
  local head = '<details class="callout callout-' .. kind .. '"' .. place .. open .. "><summary>" .. escaped(title) .. "</summary>"
  local blocks = pandoc.Blocks({ raw(head) })
  blocks:extend(div.content)
  blocks:insert(raw("</details>"))
  return blocks
end

local function html_callout(div, kind, title)
  local blocks = pandoc.Blocks(title and { pandoc.Para({ pandoc.Strong(title) }) } or {})
  blocks:extend(div.content)
  local classes = { "callout", "callout-" .. kind }
  if div.attributes.appearance then table.insert(classes, "callout-style-" .. div.attributes.appearance) end
  return pandoc.Div(blocks, pandoc.Attr(div.identifier, classes, { role = "note" }))
end

local function callout(div, kind)
  local own = titles["callout-" .. kind .. "-title"] or kind
  local title = div.attributes.title or own
  if html and div.attributes.collapse then return folded(div, kind, title) end
  -- A plain box without a title of its own has none.
  if div.attributes.appearance == "minimal" then title = div.attributes.title end
  local blocks = pandoc.Blocks({})
  if html then return html_callout(div, kind, title) end
  if word then
    if title then blocks:insert(styled("Callout Title", { pandoc.Para(title) })) end
    blocks:insert(loose("Callout", div.content))
    blocks:insert(gap())
    return blocks
  end
  if odt then
    if title then blocks:insert(styled("Box Title", { pandoc.Para(title) })) end
    blocks:extend(div.content)
    return section("Box-callout-" .. kind, blocks)
  end
  blocks:insert(raw("#underveis-callout(" .. quoted(kind) .. ", " .. (title and quoted(title) or "none") .. breakable(div.content) .. ")["))
  blocks:extend(div.content)
  blocks:insert(raw("]"))
  return blocks
end

-- Which question the quotes beneath it answer: small, and on the same page as the first of them.
local function asked(div)
  local told = div.content:map(function(para) return pandoc.Para({ pandoc.Emph(para.content) }) end)
  if office then return styled("Lead In", told), false end
  if html then return nil end
  local blocks = pandoc.Blocks({ raw("#underveis-lead[#text(size: 0.92em, fill: rgb(\"#4d5b66\"))[") })
  blocks:extend(told)
  blocks:insert(raw("]]"))
  return blocks, false
end

-- What stands under a figure or a table: whom it counts and how. Small, and close to what it is about.
local function base_line(div)
  if office then return loose("Base Line", div.content) end
  if html then return nil end
  local blocks = pandoc.Blocks({ raw("#underveis-base[") })
  blocks:extend(div.content)
  blocks:insert(raw("]"))
  return blocks
end

-- The sentence that leads to a figure stands on its page.
local function pointer(div)
  if office then return loose("Lead In", div.content), false end
  if html then return div.content end
  local blocks = pandoc.Blocks({ raw("#underveis-lead[") })
  blocks:extend(div.content)
  blocks:insert(raw("]"))
  return blocks
end

-- A figure that stands by itself comes at the foot of its page, or of the next where it does not fit, and the text goes
-- on meanwhile: so no page is half empty, and none stands above what leads to it. The next chapter waits for it.
local function float_figures(doc)
  if doc.meta["underveis-short"] then return nil end
  for place, block in ipairs(doc.blocks) do
    if block.t == "Figure" and not block.classes:includes("panel") then
      block.attributes.floats = "true"
      local before = doc.blocks[place - 1]
      -- What leads to it stays where it is, and does not wait for it.
      if before and before.t == "Div" and before.classes:includes("pointer") then before.classes = { "passing" } end
    end
  end
  return doc
end

local function names_in(block)
  local names = {}
  local function note(element)
    if element.identifier ~= "" then names["#" .. element.identifier] = true end
  end
  pandoc.Blocks({ block }):walk({ Div = note, Table = note, Figure = note })
  return names
end

-- A longer paragraph would take too much of the page along with it.
local LEADING = 300

local function is_sentence(block)
  return block.t == "Para" and (utf8.len(stringify(block.content)) or LEADING) < LEADING
end

-- A sentence that points to what stands right under it stands on its page.
local function keep_leads(blocks)
  for place = 1, #blocks - 1 do
    local block, after = blocks[place], blocks[place + 1]
    local led = is_sentence(block) and (after.t == "Table" or after.t == "Div" or after.t == "Figure" and not after.attributes.floats)
    if led then
      local names, points = names_in(after), false
      block.content:walk({ Link = function(link) points = points or names[link.target] end })
      if points then blocks[place] = pandoc.Div({ block }, { class = "pointer" }) end
    end
  end
  return blocks
end

-- A figure or a short table and what stands under it are on one page.
local function kept(div)
  if not typst then return div.content end
  local blocks = pandoc.Blocks({ raw("#block(breakable: false, above: 1.6em, below: 1.8em)[") })
  blocks:extend(div.content)
  blocks:insert(raw("]"))
  return blocks
end

-- ---------------------------------------------------------------- columns and panels

local function typst_row(div)
  local widths = div.attributes.widths:gsub("[%d.]+", "%0fr,")
  local blocks = pandoc.Blocks({ raw("#underveis-row((" .. widths .. "))[") })
  for place, cell in ipairs(div.content) do
    if place > 1 then blocks:insert(raw("][")) end
    blocks:extend(cell.content)
  end
  blocks:insert(raw("]"))
  return blocks
end

-- Side by side where there is room; in Word and ODT one under the other, since a table made for looks is read as a table.
local function row(div)
  if typst then return typst_row(div) end
  if html then
    local widths = div.attributes.widths:gsub("([%d.]+)", "minmax(0,%1fr)")
    return pandoc.Div(div.content, { class = "layout-row", style = "--widths: " .. widths })
  end
  local blocks = pandoc.Blocks({})
  for _, cell in ipairs(div.content) do blocks:extend(cell.content) end
  return blocks
end

local function panel(figure)
  if not figure.classes:includes("panel") then return nil end
  local caption = pandoc.utils.blocks_to_inlines(figure.caption.long)
  local blocks = pandoc.Blocks({})
  if office then
    local place = odt and pandoc.RawInline("opendocument", '<text:bookmark text:name="' .. escaped(figure.identifier) .. '"/>')
      or pandoc.Span({}, pandoc.Attr(figure.identifier))
    caption:insert(1, place)
    blocks:extend(figure.content)
    blocks:insert(styled(odt and "FigureCaption" or "Image Caption", { pandoc.Para(caption) }))
    return blocks, false
  elseif typst then
    blocks:insert(raw("#underveis-panel(["))
    blocks:insert(pandoc.Plain(caption))
    blocks:insert(raw("])["))
    blocks:extend(figure.content)
    blocks:insert(raw("] <" .. figure.identifier .. ">"))
    return blocks
  end
end

local function box(div)
  local kind = callout_kind(div)
  if kind and embedded then return callout(div, kind) end
  if div.classes:includes("asked") then return asked(div) end
  if div.classes:includes("base-line") then return base_line(div) end
  if div.classes:includes("pointer") then return pointer(div) end
  if div.classes:includes("kept") then return kept(div) end
  if div.classes:includes("quote-evidence") then return evidence(div) end
  if div.classes:includes("questions") then return boxed("questions", "Questions", div.content) end
  if div.classes:includes("key-points") then return boxed("key-points", "Key Points", div.content) end
  if div.classes:includes("narrative-place") then return narrative(div) end
  if div.classes:includes("page-break") then return page_break() end
  if embedded and div.classes:includes("layout-row") then return row(div) end
  if embedded and div.classes:includes("margin-note") then return boxed("margin-note", "Margin Note", div.content) end
end

-- A line in bold by itself leads what follows, and stands on the same page; what it is called may follow in brackets.
local function is_lead(para)
  local first, rest = para.content[1], pandoc.Inlines(para.content)
  if not first or first.t ~= "Strong" then return false end
  rest:remove(1)
  return #rest == 0 or stringify(rest):match("^%s*%b()$") ~= nil
end

local function lead(para)
  if not is_lead(para) then return nil end
  if office then return styled("Lead In", { para }), false end
  return { raw("#underveis-lead(above: 1.5em)["), para, raw("]") }, false
end

-- So does a sentence that leads to the table or the figure after it.
local function leads(block, after)
  return is_sentence(block) and (after.t == "Table" or after.t == "Figure" and not after.attributes.floats)
end

local function before_tables(blocks)
  local found = pandoc.Blocks({})
  for place, block in ipairs(blocks) do
    local after = blocks[place + 1]
    if after and leads(block, after) then
      if office then found:insert(styled("Lead In", { block })) end
      if typst then found:extend({ raw("#underveis-lead["), block, raw("]") }) end
    else
      found:insert(block)
    end
  end
  return found
end

-- A list of a few lines is not torn in two, nor is a point from what stands under it.
local LINES = 400

local function unbroken(content)
  local blocks = pandoc.Blocks({ raw("#block(breakable: false)[") })
  blocks:extend(content)
  blocks:insert(raw("]"))
  return blocks
end

local function together(points)
  if (utf8.len(stringify(points)) or LINES) < LINES then return unbroken({ points }), false end
  for place, point in ipairs(points.content) do
    if #point > 1 and (utf8.len(stringify(pandoc.Blocks(point))) or LINES) < LINES then points.content[place] = unbroken(point) end
  end
  return points, false
end

-- A line of words in code has no room between them to stretch.
local function ragged(para)
  local codes = 0
  for _, each in ipairs(para.content) do if each.t == "Code" then codes = codes + 1 end end
  if codes < 4 then return nil end
  return { raw("#[#set par(justify: false)"), para, raw("]") }
end

-- In Word each paragraph of a box has the box's own style.
local function leave_boxes(div)
  if office and div.attributes["custom-style"] then return div, false end
end

-- ---------------------------------------------------------------- tables, figures and headings (embedded engine)

local function head_cells(rows, scope)
  for _, row in ipairs(rows) do
    for _, cell in ipairs(row.cells) do cell.attr.attributes.scope = scope end
  end
end

local function row_heads(body)
  for _, row in ipairs(body.body) do
    for place = 1, math.min(body.row_head_columns, #row.cells) do row.cells[place].attr.attributes.scope = "row" end
  end
end

-- On a small screen a column has room for its longest word, and one of sentences for this many letters; the table is
-- scrolled there.
local SENTENCE, NARROWEST = 30, 18

local function letters_in(tbl)
  local letters = 0
  for _, each in ipairs(columns_of(tbl)) do
    local least = each.wanted >= SENTENCE and NARROWEST or math.min(each.least, NARROWEST)
    letters = letters + math.ceil(least) - BESIDE
  end
  return letters
end

local function html_table(tbl)
  tbl.attributes["tbl-colwidths"] = nil
  head_cells(tbl.head.rows, "col")
  for _, body in ipairs(tbl.bodies) do row_heads(body) end
  local label = escaped(stringify(tbl.caption.long))
  if label == "" then label = words.table or "" end
  local room = "--columns: " .. #tbl.colspecs .. "; --letters: " .. letters_in(tbl)
  local open = '<div class="table-container" role="region" tabindex="0" style="' .. room .. '" aria-label="' .. label .. '">'
  return { raw(open), tbl, raw("</div>") }
end

-- In a font wider than the one meant, «12. mars 2026» is better broken between its words than in the middle of the year.
local function breakable_words(contents)
  return contents:walk({ Str = function(str) return pandoc.Str((str.text:gsub("\u{a0}", " "))) end })
end

local function word_cells(rows)
  for _, row in ipairs(rows) do
    for _, cell in ipairs(row.cells) do cell.contents = { loose("Table Text", breakable_words(cell.contents)) } end
  end
end

local function word_table(tbl)
  word_cells(tbl.head.rows)
  for place, body in ipairs(tbl.bodies) do
    word_cells(body.body)
    tbl.bodies[place] = body
  end
  return tbl
end

-- pandoc's ODT writer leaves the names of figures and tables out; links lead to the number in the caption.
local function place_in_caption(element)
  local caption = pandoc.utils.blocks_to_inlines(element.caption.long)
  if element.identifier ~= "" and #caption > 0 then
    caption:insert(1, pandoc.RawInline("opendocument", '<text:bookmark text:name="' .. escaped(element.identifier) .. '"/>'))
    element.caption = { long = { pandoc.Plain(caption) } }
  end
  return element
end

-- So do the names of divisions, among them those of the works that are cited.
local function place_in_text(div)
  if div.identifier == "" then return nil end
  for _, block in ipairs(div.content) do
    if block.t == "Para" or block.t == "Plain" then
      block.content:insert(1, pandoc.RawInline("opendocument", '<text:bookmark text:name="' .. escaped(div.identifier) .. '"/>'))
      return div
    end
  end
end

local odt_figure = place_in_caption

local function odt_table(tbl)
  for place, body in ipairs(tbl.bodies) do
    for _, row in ipairs(body.body) do
      for _, cell in ipairs(row.cells) do cell.contents = breakable_words(cell.contents) end
    end
    tbl.bodies[place] = body
  end
  return place_in_caption(tbl)
end

-- A table of a few short rows is not torn in two; a longer one would leave too much of the page before it empty.
local FEW = 12

local function is_small(tbl)
  local rows, letters = 0, 0
  for _, body in ipairs(tbl.bodies) do
    rows = rows + #body.body
    for _, row in ipairs(body.body) do
      for _, cell in ipairs(row.cells) do letters = letters + (utf8.len(stringify(cell.contents)) or SHORT) end
    end
  end
  return rows <= FEW and letters < SHORT
end

-- A row is not torn in two either, but for one so tall that it might not have room on a page.
local TALL = 700

local function tallest(tbl)
  local most = 0
  for _, body in ipairs(tbl.bodies) do
    for _, row in ipairs(body.body) do
      for _, cell in ipairs(row.cells) do most = math.max(most, utf8.len(stringify(cell.contents)) or TALL) end
    end
  end
  return most
end

-- Whether each column has room for its longest word; then no head need be hyphenated.
local function words_fit(tbl)
  local least = 0
  for _, each in ipairs(columns_of(tbl)) do least = least + each.least end
  return least <= FULL and not asked_weights(tbl)
end

-- A table without a head must not get one from the first row's looks.
local function typst_table(tbl)
  local rules = ""
  if tallest(tbl) < TALL then rules = "\n#set table.cell(breakable: false)" end
  if words_fit(tbl) then rules = rules .. "\n#show table.cell.where(y: 0): set text(hyphenate: false)" end
  if #tbl.head.rows == 0 then
    rules = rules .. '\n#set table(fill: none)\n#show table.cell.where(y: 0): set text(weight: "regular")'
  elseif is_small(tbl) then
    rules = rules .. "\n#show figure: set block(breakable: false)"
  end
  return rules ~= "" and { raw("#[" .. rules), tbl, raw("]") } or nil
end

local FRAMED = { ["Narrative Place"] = true, ["Key Points"] = true, Questions = true, Callout = true, ["Callout Title"] = true }

local function after_tables(blocks)
  for place = 2, #blocks do
    if blocks[place - 1].t == "Table" and blocks[place].t == "Para" then
      blocks[place] = styled("After Table", { blocks[place] })
    end
  end
  for place = #blocks, 2, -1 do
    local style = blocks[place].t == "Div" and blocks[place].attributes["custom-style"]
    if blocks[place - 1].t == "Table" then
      if style == "Lead In" then blocks[place].attributes["custom-style"] = "Lead After Table" end
      if word and FRAMED[style] then blocks:insert(place, gap()) end
    end
  end
  return blocks
end

local function length(value)
  if value == nil then return "" end
  local pixels = value:match("^(%d+)px$") or value:match("^(%d+)$")
  return ", width: " .. (pixels and (tonumber(pixels) * 0.75 .. "pt") or value)
end

local function alternative(image)
  return image.attributes["fig-alt"] or image.attributes.alt or stringify(image.caption)
end

local function typst_image(image)
  return "image(" .. quoted(image.src) .. ", alt: " .. quoted(alternative(image)) .. length(image.attributes.width) .. ")"
end

local function only_image(figure)
  local found
  figure.content:walk({ Image = function(image) found = found or image end })
  return found
end

local function label(identifier)
  return identifier ~= "" and (" <" .. identifier .. ">") or ""
end

local function typst_figure(figure)
  local image = only_image(figure)
  if not image then return nil end
  local place = figure.attributes.floats and ", placement: bottom" or ""
  local open = "#figure(" .. typst_image(image) .. place .. ", kind: image, caption: ["
  local inlines = pandoc.Inlines({ pandoc.RawInline("typst", open) })
  inlines:extend(pandoc.utils.blocks_to_inlines(figure.caption.long))
  inlines:insert(pandoc.RawInline("typst", "])" .. label(figure.identifier)))
  return pandoc.Plain(inlines)
end

local function typst_heading(header)
  local number = header.attributes["data-number"]
  local numbering = number and ("(..n) => " .. quoted(number)) or "none"
  local outlined = header.classes:includes("unlisted") and ", outlined: false" or ""
  local before = header.level == 1 and "#place.flush()\n" or ""
  local open = before .. "#heading(level: " .. header.level .. ", numbering: " .. numbering .. outlined .. ")["
  local inlines = pandoc.Inlines({ pandoc.RawInline("typst", open) })
  inlines:extend(header.content)
  inlines:insert(pandoc.RawInline("typst", "]" .. label(header.identifier)))
  return pandoc.Plain(inlines)
end

local function heading(header)
  if typst then return typst_heading(header) end
  local number = header.attributes["data-number"]
  if number then
    header.content:insert(1, pandoc.Span(number, { class = "header-section-number" }))
    local tab = word and pandoc.RawInline("openxml", "<w:r><w:tab/></w:r>") or odt and pandoc.RawInline("opendocument", "<text:tab/>")
    header.content:insert(2, tab or pandoc.Space())
  end
  if html then header.level = math.min(header.level + 1, 6) end
  return header
end

local function picture(image)
  if typst then return pandoc.RawInline("typst", "#box(" .. typst_image(image) .. ")") end
  local text = alternative(image)
  image.attributes["fig-alt"] = nil
  if html then image.attributes.alt = text end
  image.caption = { pandoc.Str(text) }
  return image
end

-- PDF/UA refuses an equation without words; the formula's source is what there is to say.
local function equation(math)
  local drawn = pandoc.write(pandoc.Pandoc({ pandoc.Plain({ math }) }), "typst"):gsub("%s+$", "")
  local block = math.mathtype == "DisplayMath" and "true" or "false"
  local body = drawn:gsub("^%$%s*", "$"):gsub("%s*%$$", "$")
  return pandoc.RawInline("typst", "#math.equation(block: " .. block .. ", alt: " .. quoted(math.text) .. ", " .. body .. ")")
end

-- ---------------------------------------------------------------- Word: front page and contents

local function bookmark(identifier)
  -- The Word writer's own rule for identifiers that Word would refuse.
  if identifier:match("^%a") and utf8.len(identifier) <= 40 then return identifier end
  return "X" .. pandoc.utils.sha1(identifier):sub(2)
end

local function run(text)
  return '<w:r><w:t xml:space="preserve">' .. escaped(text) .. "</w:t></w:r>"
end

local function field(kind, stale)
  return '<w:r><w:fldChar w:fldCharType="' .. kind .. '"' .. (stale and ' w:dirty="true"' or "") .. "/></w:r>"
end

-- Only who sets the pages knows their numbers: the field is marked as stale, and is filled in as the file is opened.
local function page_of(place)
  local instruction = '<w:r><w:instrText xml:space="preserve"> PAGEREF ' .. place .. ' \\h </w:instrText></w:r>'
  return "<w:r><w:tab/></w:r>" .. field("begin", true) .. instruction .. field("separate") .. field("end")
end

local CONTENTS_EDGE = '<w:tabs><w:tab w:val="right" w:pos="9060"/></w:tabs>'

local function entry(header)
  local number = header.attributes["data-number"]
  local place = escaped(bookmark(header.identifier))
  local words_ = (number and (run(number) .. "<w:r><w:tab/></w:r>") or "") .. run(stringify(header.content))
  local style = '<w:pPr><w:pStyle w:val="TOC' .. header.level .. '"/>' .. CONTENTS_EDGE .. "</w:pPr>"
  return style, '<w:hyperlink w:anchor="' .. place .. '" w:history="1">' .. words_ .. page_of(place) .. "</w:hyperlink>"
end

-- The field of a page number is filled in by whoever opens the file.
local function odt_entry(header)
  local number = header.attributes["data-number"]
  local place = escaped(header.identifier)
  local text = (number and (escaped(number) .. "<text:tab/>") or "") .. escaped(stringify(header.content))
  local page = '<text:tab/><text:bookmark-ref text:reference-format="page" text:ref-name="' .. place .. '"></text:bookmark-ref>'
  return '<text:p text:style-name="Contents_20_' .. header.level .. '"><text:a xlink:type="simple" xlink:href="#' .. place .. '">' .. text .. page .. "</text:a></text:p>"
end

local function odt_contents(headers)
  local title = escaped(words.contents or "")
  local lines = pandoc.List({
    '<text:table-of-content text:name="' .. title .. '"><text:table-of-content-source text:outline-level="' .. toc_depth .. '" text:use-index-marks="false">',
    '<text:index-title-template text:style-name="Contents_20_Heading">' .. title .. "</text:index-title-template>",
  })
  for level = 1, toc_depth do
    lines:insert('<text:table-of-content-entry-template text:outline-level="' .. level .. '" text:style-name="Contents_20_' .. level .. '"><text:index-entry-link-start/><text:index-entry-text/><text:index-entry-tab-stop style:type="right" style:leader-char="."/><text:index-entry-page-number/><text:index-entry-link-end/></text:table-of-content-entry-template>')
  end
  lines:insert('</text:table-of-content-source><text:index-body><text:index-title text:name="' .. title .. '-head"><text:p text:style-name="Contents_20_Heading">' .. title .. "</text:p></text:index-title>")
  lines:extend(headers:map(odt_entry))
  lines:insert("</text:index-body></text:table-of-content>")
  return { raw(table.concat(lines, "\n")), page_break() }
end

local function contents(headers)
  if #headers == 0 then return {} end
  if odt then return odt_contents(headers) end
  local instruction = '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-' .. toc_depth .. '" \\h \\z \\u </w:instrText></w:r>'
  local lines = pandoc.List({
    '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>',
    '<w:p><w:pPr><w:pStyle w:val="TOCHeading"/></w:pPr>' .. run(words.contents or "") .. "</w:p>",
  })
  for place, header in ipairs(headers) do
    local style, link = entry(header)
    local start = place == 1 and (field("begin") .. instruction .. field("separate")) or ""
    local stop = place == #headers and field("end") or ""
    lines:insert("<w:p>" .. style .. start .. link .. stop .. "</w:p>")
  end
  lines:insert("</w:sdtContent></w:sdt>")
  return { pandoc.RawBlock("openxml", table.concat(lines, "\n")), page_break() }
end

-- On a page of its own each stands by itself; over the text of a few pages they share a line.
local function front_details()
  local blocks, line = pandoc.Blocks({}), pandoc.Inlines({})
  for _, row in ipairs(details) do
    if row.key == "commissioner" or row.key == "evaluator" or row.key == "version" then
      local text = { pandoc.Strong(row.label), pandoc.LineBreak(), pandoc.Str(row.text) }
      blocks:insert(styled("Front Detail", { pandoc.Para(text) }))
      line:extend({ pandoc.Str((#line > 0 and " · " or "") .. row.label .. ": " .. row.text) })
    end
  end
  if short and #line > 0 then return pandoc.Blocks({ styled("Front Detail", { pandoc.Para(line) }) }) end
  return blocks
end

local function front(blocks, headers)
  local first = front_details()
  if changes then
    local lines = pandoc.Inlines({ pandoc.Strong(changes.since) })
    for _, line in ipairs(changes.list) do lines:extend({ pandoc.LineBreak(), pandoc.Str("– " .. line) }) end
    first:insert(styled("Front Detail", { pandoc.Para(lines) }))
  end
  if despite ~= "" then first:insert(styled("Front Note", { pandoc.Para(despite) })) end
  if not short then first:insert(page_break()) end
  if embedded and not short then first:extend(contents(headers)) end
  first:extend(blocks)
  return first
end

local function office_front(doc)
  local headers = pandoc.List({})
  doc:walk({ Header = function(header)
    if header.level <= toc_depth and not header.classes:includes("unlisted") then headers:insert(header) end
  end })
  doc.blocks = front(doc.blocks, headers)
  if embedded then doc.meta.toc = nil end
  return doc
end

-- pandoc leaves «22. april» at the beginning of a cell as it is, and Typst takes it for a numbered list.
local function no_list(block)
  local first = block.content[1]
  if first and first.t == "Str" and first.text:match("^%d+[.)]$") or first and first.text and first.text:match("^[-+=/]+$") then
    block.content[1] = pandoc.RawInline("typst", (first.text:gsub("[-+=/.)]", "\\%0")))
    return block
  end
end

-- ---------------------------------------------------------------- the passes, in order

local passes = {
  { Meta = read_meta },
  { Div = take_headings_out, RawBlock = without_comment, RawInline = without_comment },
  { Para = in_text, Plain = in_text, Table = set_columns },
  { Div = with_row_heads, Table = row_heads_of },
}
if html or office or typst then
  if office then table.insert(passes, { Pandoc = office_front }) end
  if odt and embedded then table.insert(passes, { Div = place_in_text }) end
  if embedded and typst then table.insert(passes, { Pandoc = float_figures }) end
  if embedded and not html then table.insert(passes, { Blocks = keep_leads }) end
  table.insert(passes, { Div = box })
  if embedded then table.insert(passes, { Figure = panel }) end
  if embedded and not html then table.insert(passes, { Blocks = before_tables }) end
  if typst then table.insert(passes, { Para = ragged }) end
  if typst then table.insert(passes, { traverse = "topdown", BulletList = together, OrderedList = together }) end
  if not html then table.insert(passes, { traverse = "topdown", Div = leave_boxes, Para = lead }) end
  if embedded then
    if typst then table.insert(passes, { Figure = typst_figure, Math = equation, Plain = no_list, Para = no_list }) end
    table.insert(passes, { Image = picture, Header = heading, Table = html and html_table or word and word_table or odt and odt_table or typst_table })
    if odt then table.insert(passes, { Figure = odt_figure }) end
    if office then table.insert(passes, { Blocks = after_tables }) end
  end
end
return passes
