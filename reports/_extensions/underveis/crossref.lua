-- Embedded engine only: numbers chapters, figures and tables, writes captions and resolves cross references.
-- It writes the numbers out, so that every format shows the same ones.
local stringify = pandoc.utils.stringify
local words, problems = {}, pandoc.List({})
local depth, numbered = 3, true
local targets, known = {}, {}

local function read_meta(meta)
  local language = meta.lang and stringify(meta.lang):sub(1, 2) or "nb"
  local chosen = meta.language and (meta.language[language] or meta.language.nb) or {}
  for key, value in pairs(chosen) do words[key] = stringify(value) end
  depth = tonumber(meta["number-depth"] and stringify(meta["number-depth"])) or 3
  numbered = meta["number-sections"] ~= false
end

local function complain(code, value)
  problems:insert(pandoc.MetaMap({ code = pandoc.MetaString(code), value = pandoc.MetaString(value) }))
end

-- ---------------------------------------------------------------- divs with an identifier become figures and tables

local function caption_of(div)
  local last = div.content[#div.content]
  if last and (last.t == "Para" or last.t == "Plain") then return div.content:remove(#div.content).content end
end

local function table_in(div)
  local caption
  local found
  for _, block in ipairs(div.content) do found = found or (block.t == "Table" and block) end
  if not found then return nil end
  caption = caption_of(div)
  if caption then found.caption = { long = { pandoc.Plain(caption) } } end
  found.attr = pandoc.Attr(div.identifier, div.classes, div.attributes)
  for place, block in ipairs(div.content) do
    if block.t == "Table" then div.content[place] = found end
  end
  return div.content
end

local function figure_in(div)
  local caption = #div.content > 1 and caption_of(div) or nil
  local content = div.content:map(function(block)
    if block.t == "Figure" then return pandoc.Plain(block.content[1].content) end
    return block
  end)
  return pandoc.Figure(content, { long = caption and { pandoc.Plain(caption) } or {} }, pandoc.Attr(div.identifier))
end

local function unfold(div)
  if div.identifier:match("^tbl%-") then return table_in(div) end
  if div.identifier:match("^fig%-") then return figure_in(div) end
end

-- ---------------------------------------------------------------- numbers

local function declare(identifier, kind, number)
  if identifier == "" then return end
  if known[identifier] then complain("ENGINE-010", identifier) end
  known[identifier] = true
  targets[identifier] = { kind = kind, number = number }
end

local sections, level_above = {}, 1
local function number_header(header)
  local number
  if header.level > level_above + 1 then complain("ENGINE-029", stringify(header.content)) end
  level_above = header.level
  if numbered and header.level <= depth and not header.classes:includes("unnumbered") then
    for level = 1, header.level do sections[level] = sections[level] or 0 end
    sections[header.level] = sections[header.level] + 1
    for level = header.level + 1, #sections do sections[level] = nil end
    number = table.concat(sections, ".", 1, header.level)
    header.attributes["data-number"] = number
  end
  declare(header.identifier, "sec", number or stringify(header.content))
  if not number and targets[header.identifier] then targets[header.identifier].text = true end
  return header
end

local counters = { fig = 0, tbl = 0 }
local function number_float(kind)
  return function(float)
    if not float.identifier:match("^" .. kind .. "%-") then return nil end
    counters[kind] = counters[kind] + 1
    local number = tostring(counters[kind])
    declare(float.identifier, kind, number)
    local title = words["crossref-" .. kind .. "-title"] or kind
    local text = pandoc.Inlines({ pandoc.Span({ pandoc.Strong(title .. "\u{a0}" .. number .. ":") }, { class = "caption-number" }), pandoc.Space() })
    text:extend(pandoc.utils.blocks_to_inlines(float.caption.long))
    float.caption = { long = { pandoc.Plain(text) } }
    return float
  end
end

local function row_headers(tbl)
  if tbl.classes:includes("row-headers") then
    for place, body in ipairs(tbl.bodies) do
      body.row_head_columns = 1
      tbl.bodies[place] = body
    end
  end
end

local number_table = number_float("tbl")
local function number_and_head(tbl)
  row_headers(tbl)
  return number_table(tbl) or tbl
end

-- ---------------------------------------------------------------- references

local function capital(text)
  local first = text:sub(1, utf8.offset(text, 2) - 1)
  return pandoc.text.upper(first) .. text:sub(#first + 1)
end

local function reference_text(citation, target, upper)
  local nbsp = "\u{a0}"
  if target.text then return pandoc.Inlines(target.number) end
  if #citation.prefix > 0 then
    return citation.prefix .. pandoc.Inlines({ pandoc.Str(nbsp .. target.number) })
  end
  if citation.mode == "SuppressAuthor" then return pandoc.Inlines(target.number) end
  local prefix = words["crossref-" .. target.kind .. "-prefix"] or target.kind
  return pandoc.Inlines({ pandoc.Str((upper and capital(prefix) or prefix) .. nbsp .. target.number) })
end

local function is_reference(id)
  return id:match("^[Ff]ig%-") or id:match("^[Tt]bl%-") or id:match("^[Ss]ec%-")
end

local function link(citation)
  local id = citation.id:sub(1, 1):lower() .. citation.id:sub(2)
  local target = targets[id]
  if not target then
    complain("ENGINE-007", id)
    return pandoc.Inlines({ pandoc.Str(citation.id) })
  end
  local text = reference_text(citation, target, citation.id ~= id)
  return pandoc.Inlines({ pandoc.Link(text, "#" .. id, "", { class = "cross-reference" }) }) .. citation.suffix
end

local cited
local function resolve(cite)
  if not is_reference(cite.citations[1].id) then return not cited and cite.content or nil end
  local inlines = pandoc.Inlines({})
  for place, citation in ipairs(cite.citations) do
    if place > 1 then inlines:extend({ pandoc.Str(","), pandoc.Space() }) end
    inlines:extend(link(citation))
  end
  return inlines
end

local function check_link(element)
  local id = element.target:match("^#(.+)$")
  if id and not known[id] then complain("ENGINE-008", id) end
end

-- Raw HTML could fetch something when the report is read, or when it is made.
local function check_raw(element)
  local text = element.text:lower()
  if element.format:match("html") and (text:match("src%s*=") or text:match("<script") or text:match("<link") or text:match("<iframe") or text:match("url%(")) then
    complain("ENGINE-028", element.text:match("[^\n]+"))
  end
end

local function note(element)
  if element.identifier and element.identifier ~= "" then known[element.identifier] = true end
end

function Pandoc(doc)
  problems:extend(doc.meta["underveis-problems"] or {})
  read_meta(doc.meta)
  cited = doc.meta.bibliography ~= nil or doc.meta.references ~= nil
  doc = doc:walk({ Div = unfold })
  doc = doc:walk({
    traverse = "topdown",
    Header = number_header,
    Figure = number_float("fig"),
    Table = number_and_head,
  })
  doc:walk({ Div = note, Span = note, CodeBlock = note })
  doc = doc:walk({ Cite = resolve })
  doc:walk({ Link = check_link, RawBlock = check_raw, RawInline = check_raw })
  doc.meta["underveis-problems"] = pandoc.MetaList(problems)
  return doc
end
