-- Opens a draft, looks at what the server says, accepts a finding, and sees it pass.

local PATIENCE = 120000

local function stop(message)
  io.stderr:write(message .. '\n')
  vim.cmd('cquit 1')
end

local function expect(fine, message)
  if not fine then stop(message) end
end

local function run()
  local folder = vim.fn.expand('%:p:h')
  local id = vim.lsp.start_client({ name = 'twosource', cmd = { vim.env.TWOSOURCE, 'lsp' }, root_dir = folder, cmd_cwd = folder })
  expect(id, 'the server does not start')
  local draft = vim.api.nvim_get_current_buf()
  vim.lsp.buf_attach_client(draft, id)

  local function rules()
    local found = {}
    for _, one in ipairs(vim.diagnostic.get(draft)) do
      if one.code then table.insert(found, one.code) end
    end
    table.sort(found)
    return table.concat(found, ' ')
  end
  expect(vim.wait(PATIENCE, function() return rules() ~= '' end, 20), 'nothing is found')
  expect(rules():find('single%-source'), 'found: ' .. rules())

  local function ask(method, more)
    local document = vim.lsp.util.make_text_document_params(draft)
    local params = vim.tbl_extend('force', { textDocument = document }, more or {})
    local answers = vim.lsp.buf_request_sync(draft, method, params, PATIENCE)
    expect(answers and answers[id] and answers[id].result, method .. ': no answer')
    return answers[id].result
  end
  local hover = ask('textDocument/hover', { position = { line = 4, character = 25 } })
  expect(hover.contents.value:find('Mila Oren'), hover.contents.value)
  local lens = ask('textDocument/codeLens')
  expect(lens[1].command.title:find('on one source'), lens[1].command.title)

  local here = { start = { line = 4, character = 25 }, ["end"] = { line = 4, character = 25 } }
  local edit
  for _, action in ipairs(ask('textDocument/codeAction', { range = here, context = { diagnostics = {} } })) do
    if action.title:find('^Accept single%-source') then edit = action.edit end
  end
  expect(edit, 'no finding can be accepted')
  vim.lsp.util.apply_workspace_edit(edit, 'utf-16')
  local beside = vim.fn.bufadd(folder .. '/draft.md.twosource.toml')
  vim.fn.bufload(beside)
  local lines = vim.api.nvim_buf_get_lines(beside, 0, -1, false)
  for at, line in ipairs(lines) do
    lines[at] = line:gsub('^role = ""$', 'role = "night desk"'):gsub('^reason = ""$', 'reason = "nobody else was there"')
  end
  vim.fn.writefile(lines, folder .. '/draft.md.twosource.toml')
  -- A change that is typed, not saved: the draft is judged anew, with what stands beside it.
  vim.api.nvim_buf_set_lines(draft, -1, -1, false, { '', 'The quay is long.' })
  expect(vim.wait(PATIENCE, function() return not rules():find('single%-source') end, 20), 'not accepted: ' .. rules())
  vim.lsp.stop_client(id)
  print('the language server works in Neovim\n')
  vim.cmd('qall!')
end

local fine, wrong = xpcall(run, debug.traceback)
if not fine then stop(wrong) end
