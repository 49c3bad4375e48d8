-- What wrk sends for .ci/bench and .ci/soak, by the arguments after --:
--   KIND CASES
-- KIND is get, forced, update, mixed or trouble (mixed, with worlds and broken answers). The requests
-- go over that many cases from 1001 on, one after the other, and are written before the clock starts.
-- At the end comes a line of figures, separated by spaces.

local body = [[{"title": "Parcel never arrived", "status": "open", "interactions": [{"created": ]]
  .. [["2026-01-02T03:04:05.000Z", "body": "Still waiting.", "linkUrl": "", "serviceId": "b-1", ]]
  .. [["service": "facebook", "contentType": "post", "author": {"service": "facebook", ]]
  .. [["serviceId": "u-1", "handle": "ada", "name": "Ada", "brandOwned": false}}]}]]

local updatedCases = 1000 -- of mixed requests: what is changed stays in memory, as it should
local worlds = 20

local function write(method, id, headers, key)
  local sent = { ["Authorization"] = key or "sandbox-key" }
  for name, value in pairs(headers or {}) do sent[name] = value end
  if method == "PATCH" then sent["Content-Type"] = "application/json" end
  return wrk.format(method, "/case/" .. id, sent, method == "PATCH" and body or nil)
end

local function fault(kind, id)
  return write("GET", id, { ["X-Mock-Scenario"] = "trouble/" .. kind })
end

local write_kind = {
  get = function(id) return write("GET", id) end,
  forced = function(id) return write("PATCH", id, { ["Prefer"] = "code=422" }) end,
  update = function(id) return write("PATCH", id) end,
}

-- Seven reads, two forced errors and an update in ten.
function write_kind.mixed(id, n)
  local turn = n % 10
  if turn == 3 or turn == 7 then return write_kind.forced(id) end
  if turn == 9 then return write_kind.update(1001 + math.floor(n / 10) % updatedCases) end
  return write_kind.get(id)
end

local function world(n) return "sandbox-key/world-" .. math.floor(n / 10) % worlds end

function write_kind.trouble(id, n)
  if n % 500 == 1 then return fault("reset", id) end
  if n % 500 == 2 then return fault("empty", id) end
  if n % 500 == 3 then return fault("cut", id) end
  if n % 500 == 4 then return write("GET", "none-" .. id) end
  if n % 500 == 5 then return write("GET", id, nil, "wrong-key") end
  if n % 10 == 6 then return write("GET", id, nil, world(n)) end
  if n % 50 == 8 then return write("PATCH", id, nil, world(n)) end
  return write_kind.mixed(id, n)
end

local started = 0

function setup(thread)
  thread:set("thread_number", started)
  started = started + 1
end

local requests, position = {}, 0

function init(arguments)
  local kind, cases = arguments[1], tonumber(arguments[2])
  for n = 0, cases - 1 do requests[n + 1] = write_kind[kind](1001 + n, n) end
  position = thread_number * math.floor(cases / 2)
end

function request()
  position = position % #requests + 1
  return requests[position]
end

-- requests a second, p99 in microseconds, requests, answers of 400 and above, connections broken off
function done(summary, latency)
  io.write(string.format("figures %.0f %.0f %d %d %d\n", summary.requests / summary.duration * 1e6,
    latency:percentile(99), summary.requests, summary.errors.status,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
