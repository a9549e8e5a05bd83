-- Embedded engine only: what is shown in this format, under this profile; Quarto does the same by itself.
local stringify = pandoc.utils.stringify
local format, profiles, meta = "", {}, {}
local problems = pandoc.List({})

-- What each of our formats is also called. Quarto sets the PDF with Typst, and knows it by that name.
local called = {
  html = { html = true, ["html:js"] = true, html5 = true },
  docx = { docx = true, word = true },
  odt = { odt = true, opendocument = true },
  pdf = { pdf = true, typst = true },
}
local others = { latex = true, beamer = true, revealjs = true, epub = true, pptx = true, markdown = true, gfm = true, ipynb = true, jats = true, dashboard = true, email = true, hugo = true, docusaurus = true, asciidoc = true, confluence = true }

local function complain(code, value)
  problems:insert(pandoc.MetaMap({ code = pandoc.MetaString(code), value = pandoc.MetaString(value) }))
end

local function is_format(name)
  local known = others[name]
  for _, names in pairs(called) do known = known or names[name] end
  if not known then complain("ENGINE-056", name) end
  return called[format] ~= nil and called[format][name] == true
end

local function is_profile(name)
  return profiles[name] == true
end

local function is_told(path)
  local value = meta
  for part in path:gmatch("[^.]+") do value = type(value) == "table" and value[part] or nil end
  return value ~= nil and value ~= false and stringify(value) ~= "" and stringify(value) ~= "false"
end

local function any(value, holds)
  local found = false
  for name in value:gmatch("[^%s,]+") do found = holds(name) or found end
  return found
end

local asked = { format = is_format, profile = is_profile, meta = is_told }

local function holds(attributes)
  local all = true
  for kind, test in pairs(asked) do
    local when, unless = attributes["when-" .. kind], attributes["unless-" .. kind]
    if when and not any(when, test) then all = false end
    if unless and any(unless, test) then all = false end
  end
  return all
end

local function plain(element)
  element.classes = element.classes:filter(function(each) return each ~= "content-visible" and each ~= "content-hidden" end)
  for kind in pairs(asked) do
    element.attributes["when-" .. kind], element.attributes["unless-" .. kind] = nil, nil
  end
  local bare = element.t ~= "CodeBlock" and element.identifier == "" and #element.classes == 0 and #element.attributes == 0
  return bare and element.content or element
end

local function shown(element)
  if element.classes:includes("content-visible") then
    return holds(element.attributes) and plain(element) or {}
  elseif element.classes:includes("content-hidden") then
    return holds(element.attributes) and {} or plain(element)
  end
end

function Pandoc(doc)
  meta = doc.meta
  format = meta["underveis-format"] and stringify(meta["underveis-format"]) or ""
  for _, each in ipairs(meta["underveis-profiles"] or {}) do profiles[stringify(each)] = true end
  -- What is said for this format alone stands over what is said for all.
  for key, value in pairs(meta["underveis-options"] or {}) do doc.meta[key] = value end
  doc = doc:walk({ Div = shown, Span = shown, CodeBlock = shown })
  -- A bibliography that is not there has been told of; the rest of the text is looked at without it.
  if meta["underveis-uncited"] then doc.meta.bibliography, doc.meta.csl = nil, nil end
  for _, key in ipairs({ "format", "profiles", "options", "uncited" }) do doc.meta["underveis-" .. key] = nil end
  doc.meta["underveis-problems"] = pandoc.MetaList(problems)
  return doc
end
